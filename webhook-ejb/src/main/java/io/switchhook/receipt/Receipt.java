package io.switchhook.receipt;

import java.time.Instant;

/**
 * One request that reached a source, and what became of it. Holds no secret.
 *
 * @param receivedAt when the request was here
 * @param source name of the source
 * @param status HTTP status of the answer
 * @param reason why it was refused, or brought no event: stable code, lower case with hyphens; empty where its events are kept
 * @param client the caller's network address
 * @param size of the body in bytes, as declared where it was not read; -1 if that is not known
 * @param secretPosition which of the source's secrets matched, from 1; 0 if none did or none was asked for
 * @param eventId of the first event it brought; empty if it brought none
 * @param events how many it brought
 * @param headers as {@link ShownHeaders#text} writes them
 * @param more how many further requests of the same kind came at the same time, and are only counted here
 */
public record Receipt(
        Instant receivedAt,
        String source,
        ReceiptOutcome outcome,
        int status,
        String reason,
        String client,
        long size,
        int secretPosition,
        String eventId,
        int events,
        String headers,
        long more) {

    /** Of a request that brought no event. */
    public static Receipt withoutEvents(
            RequestFacts request, ReceiptOutcome outcome, int status, String reason, String headers) {
        return new Receipt(
                request.receivedAt(),
                request.source(),
                outcome,
                status,
                reason,
                request.client(),
                Math.max(-1, request.size()),
                request.secretPosition(),
                "",
                0,
                headers,
                0);
    }

    public Kind kind() {
        return new Kind(source, reason);
    }

    Receipt andMore(long others) {
        return new Receipt(
                receivedAt,
                source,
                outcome,
                status,
                reason,
                client,
                size,
                secretPosition,
                eventId,
                events,
                headers,
                others);
    }
}
