package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.workflow.Awaited;
import io.switchhook.workflow.Rules;
import java.util.List;
import java.util.Set;

/** What INBOUND brought, and if it is new the workflows it starts and the waits it ends. */
record Incoming(Arrival arrival, List<Rules.Start> starts, Set<Awaited> awaited) {
    EventRecord event() {
        return arrival.message().event();
    }
}
