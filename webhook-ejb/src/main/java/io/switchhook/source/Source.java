package io.switchhook.source;

import io.switchhook.adapter.Adapter;
import io.switchhook.verification.Verification;

/**
 * A configured sender.
 *
 * @param name lower-case letters, digits and hyphens, 1 to 64
 * @param adapterName as configured, for example {@code interactions}
 * @param adapter turns its requests into events
 * @param verificationName as configured, for example {@code hub-sha1}
 * @param verification proves its requests
 * @param maxBody bytes of a request's body, 1 to 10 MiB; default 1 MiB
 * @param onRejected what a request that is not verified is answered
 */
public record Source(
        String name,
        String adapterName,
        Adapter adapter,
        String verificationName,
        Verification verification,
        int maxBody,
        OnRejected onRejected) {

    /** The answer to a request that is not verified. */
    public enum OnRejected {
        /** 401 with the reason; the default. */
        REFUSE,
        /** 200, and the request is dropped: for senders that would retry for ever. */
        DROP
    }
}
