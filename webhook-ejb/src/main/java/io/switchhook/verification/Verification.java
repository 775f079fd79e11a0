package io.switchhook.verification;

import io.switchhook.request.HookRequest;
import java.util.Set;

/**
 * How a source's requests prove their origin. Implementations are immutable and never throw on what a sender sent; where they judge a
 * time, now is when the request was received.
 */
public sealed interface Verification permits Hmac, StandardWebhooks, WebexContactCenter, SharedSecret, Unverified {

    /** Judges the raw request; expected outcomes are values. */
    Result verify(HookRequest request);

    /** Names, in lower case, of the headers in which it looks for a secret or a signature, so that nobody shows their values. */
    Set<String> secretHeaders();

    /** What verification found. */
    sealed interface Result {}

    /**
     * The request is the sender's.
     *
     * @param secretPosition which of the configured secrets matched, counted from 1; 0 if the source wants no proof
     */
    record Accepted(int secretPosition) implements Result {}

    /**
     * The request proves nothing.
     *
     * @param reason stable code, for example {@code wrong-signature}
     * @param sentence what the sender should look at; never a secret, an expected digest or a part of one
     */
    record Rejected(String reason, String sentence) implements Result {}
}
