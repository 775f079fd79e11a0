package io.switchhook.api;

import java.time.Instant;

/**
 * Asks for events of the past, for this application alone; to be injected. They come as other events do, to the same observers, those
 * of the subscription's filter, marked by {@link WebhookEvent#replayed()}; among each other in the order in which Switchhook took them
 * in. Events that come meanwhile are not held up, so an observer may get one between two older ones of its subject.
 *
 * <pre>{@code
 * @Inject PastEvents past;
 *
 * void started(@Observes @Initialized(ApplicationScoped.class) Object application) {
 *     past.since("first-load", Instant.parse("2026-11-01T00:00:00Z"));
 * }
 * }</pre>
 *
 * <p>What is asked for is known by the id it is given, for as long as Switchhook knows the subscription: so it is asked for at every start
 * and on every server, and comes once. Should the application or Switchhook die meanwhile, it goes on where it was. Nothing is thrown where
 * Switchhook is away or refuses: it is asked as soon as it is there, and a refusal stands in its log (SWH2012) and its admin API.
 *
 * <p>Safe for use by several threads.
 */
public interface PastEvents {

    /**
     * Asks for the events that were received at or after a time, up to now.
     *
     * @param id 1 to 100 of the characters {@code A-Z a-z 0-9 . _ : -}
     * @param time not longer ago than Switchhook keeps events, {@code switchhook.retention}, default 30 days
     * @throws IllegalArgumentException if {@code id} is none
     */
    void since(String id, Instant time);

    /**
     * Asks for the events that were stored after one, up to now.
     *
     * @param id 1 to 100 of the characters {@code A-Z a-z 0-9 . _ : -}
     * @param eventId {@link WebhookEvent#id()} of an event that Switchhook still keeps
     * @throws IllegalArgumentException if one of them is no id
     */
    void after(String id, String eventId);
}
