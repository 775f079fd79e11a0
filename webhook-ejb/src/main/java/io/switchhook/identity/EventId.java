package io.switchhook.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An event's id from what the sender calls it: short, the same on every redelivery, different for every source. */
public final class EventId {
    private static final int BYTES = 16;

    private EventId() {}

    /** 32 hex digits of the SHA-256 of the source and the parts of the sender's id, each told from the next by its length. */
    public static String of(String source, String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, source);
            for (String part : parts) {
                add(digest, part);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            // every Java platform has SHA-256
            throw new IllegalStateException("SHA-256 is not available", impossible);
        }
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
