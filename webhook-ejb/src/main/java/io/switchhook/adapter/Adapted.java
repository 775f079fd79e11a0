package io.switchhook.adapter;

import io.switchhook.api.wire.EventRecord;
import java.util.List;

/** What an adapter made of a request. */
public sealed interface Adapted {

    /**
     * The request is understood.
     *
     * @param events in the request's order; empty where it carries none
     */
    record Events(List<EventRecord> events) implements Adapted {
        public Events {
            events = List.copyOf(events);
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
