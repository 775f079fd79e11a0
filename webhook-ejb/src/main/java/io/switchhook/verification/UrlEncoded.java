package io.switchhook.verification;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads names and values as {@code application/x-www-form-urlencoded} writes them, in bodies and in query strings. */
final class UrlEncoded {
    /** Pairs that are read; each costs many times the bytes it is sent in, and nobody has vouched for them yet. */
    static final int MOST = 1_000;

    record Pair(String name, String value) {}

    private UrlEncoded() {}

    /** The pairs in the order sent; empty if a percent sign leads nowhere, the text is not UTF-8, or there are too many. */
    static Optional<List<Pair>> parse(byte[] text) {
        List<Pair> pairs = new ArrayList<>();
        int start = 0;
        try {
            for (int i = 0; i <= text.length; i++) {
                if (i == text.length || text[i] == '&') {
                    if (i > start && pairs.size() == MOST) {
                        return Optional.empty();
                    }
                    if (i > start) {
                        pairs.add(pair(text, start, i));
                    }
                    start = i + 1;
                }
            }
        } catch (CharacterCodingException | NumberFormatException malformed) {
            return Optional.empty();
        }
        return Optional.of(pairs);
    }

    private static Pair pair(byte[] text, int start, int end) throws CharacterCodingException {
        int equals = start;
        while (equals < end && text[equals] != '=') {
            equals++;
        }
        return new Pair(decode(text, start, equals), equals < end ? decode(text, equals + 1, end) : "");
    }

    private static String decode(byte[] text, int start, int end) throws CharacterCodingException {
        ByteBuffer decoded = ByteBuffer.allocate(end - start);
        for (int i = start; i < end; i++) {
            if (text[i] == '+') {
                decoded.put((byte) ' ');
            } else if (text[i] == '%') {
                decoded.put((byte) (digit(text, i + 1, end) << 4 | digit(text, i + 2, end)));
                i += 2;
            } else {
                decoded.put(text[i]);
            }
        }
        return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
    }

    private static int digit(byte[] text, int at, int end) {
        int digit = at < end ? Character.digit(text[at], 16) : -1;
        if (digit < 0) {
            throw new NumberFormatException("no two hexadecimal digits behind a percent sign");
        }
        return digit;
    }
}
