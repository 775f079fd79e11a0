package io.switchhook.api;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.AgentEvent.Availability;
import java.util.Optional;

/**
 * What an agent does, added up from {@link AgentEvent}s. Keep one for each {@link AgentEvent#sessionId()}, with Webex for each
 * {@link AgentEvent#agent()}, and replace it by {@code state.after(event)} at each event. Agent events of one session are observed
 * in the order in which they came, which also settles those of the same second. Webex itself keeps no order. Immutable.
 *
 * @param signedIn whether the session is open
 * @param activity see {@link AgentEvent#activity()}; empty until the first change of status
 * @param availability see {@link AgentEvent#availability()}; empty until an event says so
 * @param offered work items offered and neither accepted nor declined yet, 0 and more
 * @param accepted work items accepted and not released yet, 0 and more
 */
public record AgentState(
        boolean signedIn, Optional<String> activity, Optional<Availability> availability, int offered, int accepted) {

    /** Before the first event, and after signing out. */
    public static final AgentState SIGNED_OUT = new AgentState(false, Optional.empty(), Optional.empty(), 0, 0);

    /** @throws IllegalArgumentException if a number of work items is negative */
    public AgentState {
        requireNonNull(activity, "activity is null");
        requireNonNull(availability, "availability is null");
        if (offered < 0 || accepted < 0) {
            throw new IllegalArgumentException("the numbers of work items must not be negative");
        }
    }

    /**
     * The state after an event. Whoever changes status or has work is signed in, whether or not the event that said so was seen; an
     * event with no known {@link AgentEvent#change()} changes nothing. No number goes below zero: events may be missing.
     */
    public AgentState after(AgentEvent event) {
        if (event.change().isEmpty()) {
            return this;
        }
        return switch (event.change().get()) {
            case SIGNED_IN -> new AgentState(true, event.activity(), event.availability(), 0, 0);
            case SIGNED_OUT -> SIGNED_OUT;
            case STATUS_CHANGED ->
                new AgentState(true, event.activity(), event.availability().or(() -> availability), offered, accepted);
            case RECEIVING_WORK_ITEM -> working(offered + 1, accepted);
            case ACCEPTED_WORK_ITEM -> working(offered - 1, accepted + 1);
            case DECLINED_WORK_ITEM -> working(offered - 1, accepted);
            case RELEASED_WORK_ITEM -> working(offered, accepted - 1);
        };
    }

    private AgentState working(int nowOffered, int nowAccepted) {
        return new AgentState(true, activity, availability, Math.max(0, nowOffered), Math.max(0, nowAccepted));
    }
}
