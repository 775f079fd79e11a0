package io.switchhook.api;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * An agent signed in or out, changed status, or had a work item offered, accepted, declined or released. Comes from agent events
 * ({@code Id}, {@code CreationDateUtc}, {@code Category}, {@code Code}) and from the agent webhooks of Webex Contact Center.
 *
 * <p>One event tells of one change. {@link AgentState#after} adds them up to what the agent does now.
 *
 * <p>A member the sender left out is empty, a value this library does not know is passed on as it came. The members read
 * {@link #data()}, which stays the whole truth.
 */
public interface AgentEvent extends WebhookEvent {

    /** What happened. */
    enum Change {
        SIGNED_IN,
        SIGNED_OUT,
        STATUS_CHANGED,
        RECEIVING_WORK_ITEM,
        ACCEPTED_WORK_ITEM,
        DECLINED_WORK_ITEM,
        RELEASED_WORK_ITEM
    }

    /** Whether an agent can be given work. */
    enum Availability {
        NOT_AVAILABLE,
        AVAILABLE,
        /** For calls from colleagues alone. */
        INTERNAL_CALLS_ONLY
    }

    /** What happened; empty for a code or type this library does not know ({@link #topic()} has it). */
    Optional<Change> change();

    /** Who it is: the user name, with Webex the agent's id. */
    Optional<String> agent();

    /** The session made when the agent signed in; agent events order by it. Webex has none. */
    Optional<String> sessionId();

    /** The number the agent signed in with. */
    Optional<String> phoneNumber();

    /**
     * The status in words: the name the sender gave it, else the name the source's table of activities has for
     * {@link #activityCode()}, else that code; with Webex {@code currentState}.
     */
    Optional<String> activity();

    /** The status as the sender's number. */
    OptionalInt activityCode();

    /** Whether the new status lets work in; empty where the event does not say. */
    Optional<Availability> availability();

    /** The task it is about; Webex alone. */
    Optional<String> taskId();
}
