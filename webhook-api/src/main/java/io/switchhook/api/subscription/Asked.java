package io.switchhook.api.subscription;

import io.switchhook.api.PastEvents;
import io.switchhook.api.wire.BackFill;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the application has asked for of the past. It is told to Switchhook with every sign of life, so no answer is waited for. */
@ApplicationScoped
class Asked implements PastEvents {
    /** More would make the signs of life long; the oldest are done by then. */
    private static final int MOST = 50;

    private final Map<String, BackFill> byId = new LinkedHashMap<>();
    private boolean isNew;

    @Override
    public void since(String id, Instant time) {
        ask(BackFill.since(id, time));
    }

    @Override
    public void after(String id, String eventId) {
        ask(BackFill.after(id, eventId));
    }

    private synchronized void ask(BackFill events) {
        if (byId.putIfAbsent(events.id(), events) == null) {
            isNew = true;
            if (byId.size() > MOST) {
                byId.remove(byId.keySet().iterator().next());
            }
        }
    }

    /** All that was asked for, in that order; from then on none of it is new. */
    synchronized List<BackFill> all() {
        isNew = false;
        return new ArrayList<>(byId.values());
    }

    /** Whether something has been asked for since {@link #all} was called last. */
    synchronized boolean isNew() {
        return isNew;
    }
}
