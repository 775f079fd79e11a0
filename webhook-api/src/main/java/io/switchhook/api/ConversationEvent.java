package io.switchhook.api;

import java.util.Optional;

/**
 * Something happened in a conversation of Genesys Cloud: a participant came or left, after-call work ended, a flow had an outcome.
 * The {@link #topic()} says what, for example {@code v2.detail.events.conversation.{id}.user.end}.
 *
 * <p>The sender declares every member optional and may add values at any time: a member it left out is empty, a value this
 * library does not know is passed on as it came. The members read {@link #data()}, which stays the whole truth and has more, the
 * durations for example.
 */
public interface ConversationEvent extends WebhookEvent {

    /** The conversation's id; where present the same as {@link #subject()}. */
    Optional<String> conversationId();

    /** The participant's id within the conversation. */
    Optional<String> participantId();

    /** The id of the participant's session. */
    Optional<String> sessionId();

    /** So far {@code VOICE}, {@code CHAT}, {@code EMAIL}, {@code CALLBACK}, {@code COBROWSE}, {@code VIDEO}, {@code SCREENSHARE}, {@code MESSAGE} or {@code UNKNOWN}. */
    Optional<String> mediaType();

    /** Of a message, for example {@code OPEN}, {@code WHATSAPP} or {@code WEBMESSAGING}. */
    Optional<String> messageType();

    /** So far {@code INBOUND}, {@code OUTBOUND} or {@code UNKNOWN}. */
    Optional<String> direction();

    /** Why it ended, for example {@code PEER}, {@code CLIENT} or {@code TRANSFER}; events of after-call work have none. */
    Optional<String> disconnectType();

    /** The agent's user id. Empty for the call of a workflow whose {@code userId} is the address, see {@link #addressTo()}. */
    Optional<String> userId();

    /** The queue's id. */
    Optional<String> queueId();

    /** The division's id. */
    Optional<String> divisionId();

    /**
     * Who the conversation is addressed to. Workflows that tell a bot of a handover's end send {@code userId}, {@code topic} and
     * {@code disconnectType} alone; their {@code userId} is the address.
     */
    Optional<String> addressTo();

    /** Where the conversation comes from. */
    Optional<String> addressFrom();

    /** The caller's number. */
    Optional<String> ani();

    /** The number called. */
    Optional<String> dnis();

    /** The code an agent wrapped up with; with topic {@code v2.detail.events.conversation.{id}.acw}. */
    Optional<String> wrapupCode();
}
