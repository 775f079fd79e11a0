package io.switchhook.limit;

import io.switchhook.request.HookRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Unpacks a verified body that was sent as gzip; a signature is over what was sent, so this comes after it. */
public final class Unpacking {
    private static final String ENCODING = "Content-Encoding";
    private static final int CHUNK = 8 << 10;

    private Unpacking() {}

    /** What became of a body. */
    public sealed interface Result {}

    /** The request with its body unpacked and nothing that says otherwise. */
    public record Unpacked(HookRequest request) implements Result {}

    /** It is longer than the limit. */
    public record TooLarge() implements Result {}

    /** It is not what its header says, or breaks off. */
    public record Broken() implements Result {}

    /** Its encoding is not one that is taken. */
    public record Unknown() implements Result {}

    /** @param limit bytes of the body unpacked; not much more is ever kept */
    public static Result unpack(HookRequest request, int limit) {
        List<String> encodings = request.headers().all(ENCODING).stream()
                .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
                .filter(encoding -> !encoding.isEmpty() && !encoding.equals("identity"))
                .toList();
        if (encodings.isEmpty()) {
            return new Unpacked(request);
        }
        if (encodings.size() > 1
                || !(encodings.get(0).equals("gzip") || encodings.get(0).equals("x-gzip"))) {
            return new Unknown();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()), CHUNK)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (read > limit - body.size()) {
                    return new TooLarge();
                }
                body.write(chunk, 0, read);
            }
        } catch (IOException malformed) {
            return new Broken();
        }
        return new Unpacked(request.withBody(body.toByteArray(), ENCODING));
    }
}
