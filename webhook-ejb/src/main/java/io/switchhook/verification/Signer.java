package io.switchhook.verification;

import java.util.Map;

/** Signs bodies of our own, so that their receivers can verify them with the scheme a source would use. */
@FunctionalInterface
public interface Signer {

    /** The headers to send with {@code body}: name to value. */
    Map<String, String> sign(byte[] body);

    /**
     * The signer of a scheme.
     *
     * @param verification name of the scheme: {@code hub-sha1} or {@code hub-sha256}
     * @throws IllegalArgumentException if the scheme cannot sign or the secret is empty; the message says which and what is
     *     allowed
     */
    static Signer of(String verification, String secret) {
        if (!verification.equals("hub-sha1") && !verification.equals("hub-sha256")) {
            throw new IllegalArgumentException(
                    "signature scheme " + verification + " is unknown, allowed are hub-sha1 and hub-sha256");
        }
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret is empty");
        }
        return verification.equals("hub-sha1")
                ? body -> Map.of(HubSignature.HEADER, HubSignature.header(body, secret))
                : body -> Map.of(HubSignature.HEADER_256, HubSignature.header256(body, secret));
    }
}
