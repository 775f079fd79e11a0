package io.switchhook.bench.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The check of {@code X-Hub-Signature} as anybody would write it. */
final class Signature {
    private static final SecretKeySpec KEY =
            new SecretKeySpec(System.getProperty("bench.secret", "").getBytes(UTF_8), "HmacSHA1");

    private Signature() {}

    static boolean fits(String header, byte[] body) {
        if (header == null || !header.startsWith("sha1=")) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(KEY);
            return MessageDigest.isEqual(HexFormat.of().parseHex(header.substring(5)), mac.doFinal(body));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
