package io.switchhook.verification;

import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;

/** The hash of an HMAC. */
public enum HmacAlgorithm {
    SHA1("sha1", "HmacSHA1", 20),
    SHA256("sha256", "HmacSHA256", 32),
    SHA384("sha384", "HmacSHA384", 48),
    SHA512("sha512", "HmacSHA512", 64);

    private final String setting;
    private final String javaName;
    private final int digestBytes;

    HmacAlgorithm(String setting, String javaName, int digestBytes) {
        this.setting = setting;
        this.javaName = javaName;
        this.digestBytes = digestBytes;
    }

    /** Its name in settings, and before a digest in {@code X-Hub-Signature}. */
    public String setting() {
        return setting;
    }

    String javaName() {
        return javaName;
    }

    /** Bytes of a digest. */
    int digestBytes() {
        return digestBytes;
    }

    Mac mac() {
        try {
            return Mac.getInstance(javaName);
        } catch (NoSuchAlgorithmException impossible) {
            // every Java platform has HmacSHA1 and HmacSHA256, and every one we run on the other two
            throw new IllegalStateException(javaName + " is not available", impossible);
        }
    }
}
