package io.switchhook.source;

import io.switchhook.adapter.Adapter;
import io.switchhook.limit.Limits;
import io.switchhook.verification.UrlValidation;
import io.switchhook.verification.Verification;
import java.util.Optional;

/**
 * A configured sender.
 *
 * @param name lower-case letters, digits and hyphens, 1 to 64
 * @param adapterName as configured, for example {@code interactions}
 * @param adapter turns its requests into events
 * @param verificationName as configured, for example {@code hub-sha1}
 * @param verification proves its requests
 * @param maxBody bytes of a request's body, as sent and unpacked, 1 to 10 MiB; default 1 MiB
 * @param onRejected what a request that is not verified is answered
 * @param limits what else is refused before it is verified
 * @param urlValidation how attempts to find out whose the hook is are answered; empty if they are not
 */
public record Source(
        String name,
        String adapterName,
        Adapter adapter,
        String verificationName,
        Verification verification,
        int maxBody,
        OnRejected onRejected,
        Limits limits,
        Optional<UrlValidation> urlValidation) {

    /** A source without further limits, that answers no attempts to find out whose it is. */
    public Source(
            String name,
            String adapterName,
            Adapter adapter,
            String verificationName,
            Verification verification,
            int maxBody,
            OnRejected onRejected) {
        this(
                name,
                adapterName,
                adapter,
                verificationName,
                verification,
                maxBody,
                onRejected,
                Limits.NONE,
                Optional.empty());
    }

    /** The answer to a request that is not verified. */
    public enum OnRejected {
        /** 401 with the reason; the default. */
        REFUSE,
        /** 200, and the request is dropped: for senders that would retry for ever. */
        DROP
    }
}
