package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** The signatures of schemes {@code hub-sha1} and {@code hub-sha256}: an HMAC of the body behind the algorithm's name. */
public final class HubSignature {
    /** Name of the header of {@code hub-sha1}. */
    public static final String HEADER = "X-Hub-Signature";

    /** Name of the header of {@code hub-sha256}. */
    public static final String HEADER_256 = "X-Hub-Signature-256";

    private HubSignature() {}

    /**
     * The value of {@link #HEADER} for a body of our own, the digest in lower-case hex.
     *
     * @throws IllegalArgumentException if the secret is empty
     */
    public static String header(byte[] body, String secret) {
        return header(HmacAlgorithm.SHA1, body, secret);
    }

    /**
     * The value of {@link #HEADER_256} for a body of our own, the digest in lower-case hex.
     *
     * @throws IllegalArgumentException if the secret is empty
     */
    public static String header256(byte[] body, String secret) {
        return header(HmacAlgorithm.SHA256, body, secret);
    }

    private static String header(HmacAlgorithm algorithm, byte[] body, String secret) {
        byte[] digest = HmacKeys.digest(algorithm, HmacKeys.key(algorithm, secret.getBytes(UTF_8)), List.of(body));
        return algorithm.setting() + "=" + DigestEncoding.HEX.encode(digest);
    }
}
