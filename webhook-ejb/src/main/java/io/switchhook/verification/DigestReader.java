package io.switchhook.verification;

import java.util.Optional;

/**
 * Reads digests of one kind.
 *
 * @param header that holds them, for messages
 * @param bytes that a digest has
 */
record DigestReader(String header, DigestEncoding encoding, int bytes) {

    byte[] read(String text) throws Unproven {
        Optional<byte[]> digest = encoding.decode(text);
        if (digest.isEmpty()) {
            throw malformed("has a digest that is not " + encoding.setting());
        }
        if (digest.get().length != bytes) {
            throw malformed("has a digest of " + digest.get().length + " bytes, " + bytes + " are expected");
        }
        return digest.get();
    }

    Unproven malformed(String finding) {
        return new Unproven("malformed-signature", "Header " + header + " " + finding + ".");
    }
}
