package io.switchhook.adapter;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.RepeatWindow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an adapter made of a request. */
public sealed interface Adapted {

    /**
     * The request is understood.
     *
     * @param events in the request's order; empty where it carries none
     * @param windows by id of an event: what tells its repeats, for those the sender gave no id
     */
    record Events(List<EventRecord> events, Map<String, RepeatWindow> windows) implements Adapted {
        public Events {
            events = List.copyOf(events);
            windows = Map.copyOf(windows);
        }

        /** Events that all have an id of the sender's. */
        public Events(List<EventRecord> events) {
            this(events, Map.of());
        }

        /** What tells repeats of that event; empty where its id alone does. */
        public Optional<RepeatWindow> window(EventRecord event) {
            return Optional.ofNullable(windows.get(event.id()));
        }
    }

    /**
     * No event can be made of the request, or not of all its parts.
     *
     * @param reason stable code, for example {@code not-json}
     * @param sentence what the sender should change; says where, and repeats nothing of the body
     */
    record Refused(String reason, String sentence) implements Adapted {}
}
