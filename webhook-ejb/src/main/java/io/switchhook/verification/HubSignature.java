package io.switchhook.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of scheme {@code hub-sha1}: header {@code X-Hub-Signature: sha1=<HMAC-SHA1 of the body>}. */
public final class HubSignature {
    /** Name of the header. */
    public static final String HEADER = "X-Hub-Signature";

    static final String TOKEN = "sha1";
    static final int DIGEST_BYTES = 20;
    private static final String ALGORITHM = "HmacSHA1";

    private HubSignature() {}

    /**
     * The header's value for a body of our own, the digest in lower-case hex.
     *
     * @throws IllegalArgumentException if the secret is empty
     */
    public static String header(byte[] body, String secret) {
        return TOKEN + "=" + DigestEncoding.HEX.encode(digest(body, key(secret)));
    }

    /** @throws IllegalArgumentException if the secret is empty */
    static Key key(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret is empty");
        }
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    static byte[] digest(byte[] body, Key key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException impossible) {
            // every Java platform has HmacSHA1, and it takes keys of any length
            throw new IllegalStateException(ALGORITHM + " is not available", impossible);
        }
    }
}
