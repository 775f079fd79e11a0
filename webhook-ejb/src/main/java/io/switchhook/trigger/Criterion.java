package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;

/** Something that must hold of an event. Implementations are immutable and have no side effects. */
public sealed interface Criterion permits Condition, Group {

    boolean matches(EventRecord event);

    /**
     * Whether it holds, and for what.
     *
     * @param shown the same event as people may see it: what was found is taken from here
     */
    Outcome explain(EventRecord event, EventRecord shown);
}
