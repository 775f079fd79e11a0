package io.switchhook.api;

import java.util.Optional;

/**
 * Something happened to a task (a contact on any channel) of Webex Contact Center, or a recording of one is there. The
 * {@link #topic()} is {@code webex.} and the event's type with full stops, for example {@code webex.task.ended}.
 *
 * <p>The sender keeps no order and may repeat itself. A member it left out is empty, a value this library does not know is passed
 * on as it came. The members read {@link #data()}, which stays the whole truth.
 */
public interface TaskEvent extends WebhookEvent {

    /** The task's id; where present the same as {@link #subject()}. */
    Optional<String> taskId();

    /** For example {@code telephony}, {@code email}, {@code chat} or {@code social}. */
    Optional<String> channelType();

    /** {@code INBOUND}, {@code OUTBOUND} or what else the sender says. */
    Optional<String> direction();

    /** Where the contact comes from: a caller's number, an address. */
    Optional<String> origin();

    /** Where it went: the number called, an address. */
    Optional<String> destination();

    /** The queue's id. */
    Optional<String> queueId();

    /** The agent's id. */
    Optional<String> agentId();

    /** Why it ended or failed. */
    Optional<String> reason();

    /**
     * Who ended it, for example {@code Agent}. {@code System} with a topic of {@code webex.task.ended} may be no end: a callback that
     * failed is queued again.
     */
    Optional<String> terminatingParty();
}
