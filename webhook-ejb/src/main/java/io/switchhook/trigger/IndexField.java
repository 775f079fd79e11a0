package io.switchhook.trigger;

import java.util.List;

/**
 * Something of an event that an index looks at.
 *
 * @param kind what
 * @param names the members to follow, or the one of the event itself; none for the topic's name
 */
record IndexField(Kind kind, List<String> names) {
    static final IndexField TOPIC_NAME = new IndexField(Kind.TOPIC_NAME, List.of());

    enum Kind {
        /** The topic names of triggers that match the event's topic. */
        TOPIC_NAME,
        /** A member of the event beside its data. */
        OF_EVENT,
        /** The same, folded so that case does not count. */
        OF_EVENT_FOLDED,
        /** What stands at a path in the data. */
        IN_DATA,
        /** The text there, folded so that case does not count. */
        IN_DATA_FOLDED,
        /** What stands there if lists on the way are invisible, as patterns see it. */
        THROUGH_LISTS
    }

    IndexField {
        names = List.copyOf(names);
    }
}
