package io.switchhook.verification;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets of a source as keys of one algorithm. */
final class HmacKeys {
    private final HmacAlgorithm algorithm;
    private final List<Key> keys;

    /** @throws IllegalArgumentException if there is no secret, or an empty one */
    HmacKeys(HmacAlgorithm algorithm, List<byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secrets");
        }
        this.algorithm = algorithm;
        this.keys = secrets.stream().map(secret -> key(algorithm, secret)).toList();
    }

    /** @throws IllegalArgumentException if the secret is empty */
    static Key key(HmacAlgorithm algorithm, byte[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("secret is empty");
        }
        return new SecretKeySpec(secret, algorithm.javaName());
    }

    static byte[] digest(HmacAlgorithm algorithm, Key key, List<byte[]> content) {
        Mac mac = algorithm.mac();
        try {
            mac.init(key);
        } catch (InvalidKeyException impossible) {
            // an HMAC takes keys of any length
            throw new IllegalStateException(algorithm.javaName() + " does not take its key", impossible);
        }
        content.forEach(mac::update);
        return mac.doFinal();
    }

    /**
     * The position, counted from 1, of the first key by which one of {@code digests} is the digest of {@code content}, its pieces
     * put together; 0 if there is none. Every key is tried with every digest, so that the time it takes tells nothing.
     */
    int matching(List<byte[]> content, List<byte[]> digests) {
        int matched = 0;
        for (int position = keys.size(); position > 0; position--) {
            byte[] expected = digest(algorithm, keys.get(position - 1), content);
            for (byte[] digest : digests) {
                if (MessageDigest.isEqual(expected, digest)) {
                    matched = position;
                }
            }
        }
        return matched;
    }

    int size() {
        return keys.size();
    }
}
