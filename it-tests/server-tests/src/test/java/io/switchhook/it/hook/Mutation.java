package io.switchhook.it.hook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Makes of a good body, or header, one that no sender should send. For one thread. */
final class Mutation {
    /** What parsers and stores have stumbled over. */
    private static final List<String> SPITE = List.of(
            "null",
            "-0",
            "1e999999999",
            "-1E-99999",
            "123456789012345678901234567890",
            "NaN",
            "true",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\u202e\ufeff\u2028\"",
            "\"" + "x".repeat(5_000) + "\"",
            "[]",
            "{}",
            "[[[[[[[[[[[[[[[[[[[[",
            "{\"a\":{\"a\":{\"a\":{\"a\":1,\"a\":2}}}}",
            "{{ id }}",
            "${jndi:ldap://127.0.0.1/x}",
            "'; drop table event; --",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "\ufeff",
            "\0",
            "%",
            "%00",
            "/*",
            "//");

    private final Random random;

    Mutation(Random random) {
        this.random = random;
    }

    /** The body, or one that it has become by a few changes, or something else altogether. */
    byte[] body(byte[] good) {
        return switch (random.nextInt(10)) {
            case 0 -> noise(random.nextInt(3_000));
            case 1 -> nested();
            case 2 -> Arrays.copyOf(good, random.nextInt(good.length + 1));
            case 3 -> good;
            case 4 -> pick(SPITE).getBytes(UTF_8);
            default -> changed(good, 1 + random.nextInt(8));
        };
    }

    /** Packed, or nearly so. */
    byte[] packed(byte[] body) {
        byte[] packed = gzip(body);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(packed, random.nextInt(packed.length));
            case 1 -> changed(packed, 1);
            case 2 -> gzip(new byte[4 << 20]);
            default -> packed;
        };
    }

    /** What a header may hold by HTTP, that its reader may not expect. */
    String value(String good) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> printable(random.nextInt(300));
            case 2 -> good + "," + good;
            case 3 -> good.substring(0, random.nextInt(good.length() + 1));
            case 4 -> "\u00ff\u00fe" + good + "\t=;\"";
            default -> printable(2) + good.replace('=', ' ');
        };
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private byte[] changed(byte[] good, int changes) {
        byte[] bytes = good.clone();
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> {
                    bytes[at] = (byte) random.nextInt(256);
                    yield bytes;
                }
                case 1 -> spliced(bytes, at, pick(SPITE).getBytes(UTF_8), at);
                case 2 -> spliced(bytes, at, new byte[0], Math.min(bytes.length, at + random.nextInt(20)));
                default -> spliced(bytes, at, bytes, at);
            };
        }
        return bytes;
    }

    /** {@code bytes} with {@code insert} between {@code start} and {@code end}. */
    private static byte[] spliced(byte[] bytes, int start, byte[] insert, int end) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        spliced.write(bytes, 0, start);
        spliced.writeBytes(insert);
        spliced.write(bytes, end, bytes.length - end);
        return spliced.toByteArray();
    }

    private byte[] nested() {
        int depth = 1 << random.nextInt(15);
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        return (open.repeat(depth) + (random.nextBoolean() ? "1" + "]".repeat(depth) : "")).getBytes(UTF_8);
    }

    byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private String printable(int length) {
        byte[] bytes = noise(length);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (' ' + Byte.toUnsignedInt(bytes[i]) % 95);
        }
        return new String(bytes, ISO_8859_1);
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return packed.toByteArray();
    }
}
