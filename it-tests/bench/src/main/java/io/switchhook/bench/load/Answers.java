package io.switchhook.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** Cuts HTTP answers out of what a connection receives: status and length are all that counts. */
final class Answers {
    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] END = "\r\n\r\n".getBytes(US_ASCII);

    private final ByteBuffer received = ByteBuffer.allocate(64 * 1024);

    /**
     * An answer that is complete.
     *
     * @param closes whether the server closes the connection after it
     */
    record Answer(int status, boolean closes) {}

    /** Where to read into. */
    ByteBuffer buffer() {
        return received;
    }

    /**
     * The answer, if all of it is here.
     *
     * @throws IllegalStateException if this is no answer with a length
     */
    Optional<Answer> next() {
        int end = endOfHead();
        if (end < 0) {
            return Optional.empty();
        }
        String head = new String(received.array(), 0, end, US_ASCII).toLowerCase(Locale.ROOT);
        int length = length(head);
        if (received.position() < end + length) {
            return Optional.empty();
        }
        received.clear(); // one request at a time: nothing follows
        return Optional.of(new Answer(Integer.parseInt(head.substring(9, 12)), head.contains("\r\nconnection: close")));
    }

    private static int length(String head) {
        int start = head.indexOf(LENGTH);
        if (start < 0) {
            throw new IllegalStateException("An answer without Content-Length: " + head);
        }
        int from = start + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }

    private int endOfHead() {
        byte[] bytes = received.array();
        for (int i = 0; i + END.length <= received.position(); i++) {
            if (bytes[i] == END[0] && bytes[i + 1] == END[1] && bytes[i + 2] == END[2] && bytes[i + 3] == END[3]) {
                return i + END.length;
            }
        }
        return -1;
    }
}
