package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.workflow.Rules;
import java.util.List;

/** What INBOUND brought, and the workflows it starts if it is new. */
record Incoming(Arrival arrival, List<Rules.Start> starts) {
    EventRecord event() {
        return arrival.message().event();
    }
}
