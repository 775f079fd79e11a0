package io.switchhook.query;

/**
 * A dead letter with what was lost.
 *
 * @param letter what the lists show
 * @param payload the message that could not be processed, masked; empty where the event's row holds it
 */
public record DeadLetterDetail(DeadLetterView letter, String payload) {}
