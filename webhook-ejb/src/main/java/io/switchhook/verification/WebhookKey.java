package io.switchhook.verification;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** A key of Standard Webhooks, and the version of the signatures that it proves. */
sealed interface WebhookKey {
    String SECRET = "whsec_";
    String PUBLIC = "whpk_";

    /** As it stands before a signature: {@code v1}, {@code v1a}. */
    String version();

    /** Whether one of {@code signatures} was made of {@code content}, its pieces put together; all are tried. */
    boolean proves(List<byte[]> content, List<byte[]> signatures);

    /** @throws IllegalArgumentException if this is no key; the message says what is wrong and shows nothing of it */
    static WebhookKey parse(String text) {
        if (text.startsWith(SECRET)) {
            return new Symmetric(HmacKeys.key(HmacAlgorithm.SHA256, decoded(text, SECRET)));
        }
        if (text.startsWith(PUBLIC)) {
            return new Asymmetric(Asymmetric.publicKey(decoded(text, PUBLIC)));
        }
        throw new IllegalArgumentException("begins with neither " + SECRET + " nor " + PUBLIC);
    }

    private static byte[] decoded(String text, String prefix) {
        try {
            return Base64.getDecoder().decode(text.substring(prefix.length()));
        } catch (IllegalArgumentException notBase64) {
            // without its message, which quotes a part of the key
            throw new IllegalArgumentException("is not base64 after " + prefix);
        }
    }

    /** A shared secret, HMAC-SHA256. */
    record Symmetric(Key key) implements WebhookKey {
        @Override
        public String version() {
            return "v1";
        }

        @Override
        public boolean proves(List<byte[]> content, List<byte[]> signatures) {
            byte[] expected = HmacKeys.digest(HmacAlgorithm.SHA256, key, content);
            boolean proven = false;
            for (byte[] signature : signatures) {
                proven |= MessageDigest.isEqual(expected, signature);
            }
            return proven;
        }

        @Override
        public String toString() {
            return "secret";
        }
    }

    /** The sender's public key, ed25519. */
    record Asymmetric(PublicKey key) implements WebhookKey {
        private static final int SIGNATURE_BYTES = 64;
        private static final int KEY_BYTES = 32;
        /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410). */
        private static final byte[] DER_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

        /** Senders write the key's 32 bytes alone, or the SubjectPublicKeyInfo around it. */
        static PublicKey publicKey(byte[] bytes) {
            byte[] der = bytes;
            if (bytes.length == KEY_BYTES) {
                der = Arrays.copyOf(DER_PREFIX, DER_PREFIX.length + KEY_BYTES);
                System.arraycopy(bytes, 0, der, DER_PREFIX.length, KEY_BYTES);
            }
            try {
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
            } catch (GeneralSecurityException notAKey) {
                throw new IllegalArgumentException(
                        "is not an ed25519 public key, 32 bytes or a SubjectPublicKeyInfo", notAKey);
            }
        }

        @Override
        public String version() {
            return "v1a";
        }

        @Override
        public boolean proves(List<byte[]> content, List<byte[]> signatures) {
            boolean proven = false;
            for (byte[] signature : signatures) {
                proven |= signature.length == SIGNATURE_BYTES && isMadeOf(content, signature);
            }
            return proven;
        }

        private boolean isMadeOf(List<byte[]> content, byte[] signature) {
            try {
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(key);
                for (byte[] piece : content) {
                    verifier.update(piece);
                }
                return verifier.verify(signature);
            } catch (GeneralSecurityException noPointOnTheCurve) {
                return false;
            }
        }
    }
}
