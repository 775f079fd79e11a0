package io.switchhook.verification;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** How a digest is written in a header. */
public enum DigestEncoding {
    /** Two digits a byte, of either case; written in lower case. */
    HEX("hex") {
        @Override
        Optional<byte[]> decode(String text) {
            try {
                return Optional.of(HexFormat.of().parseHex(text));
            } catch (IllegalArgumentException notHex) {
                return Optional.empty();
            }
        }

        @Override
        String encode(byte[] digest) {
            return HexFormat.of().formatHex(digest);
        }
    },
    /** RFC 4648 section 4, padded, with no bits left over: a digest has exactly one form. */
    BASE64("base64") {
        @Override
        Optional<byte[]> decode(String text) {
            return decoded(Base64.getDecoder(), text)
                    .filter(digest -> encode(digest).equals(text));
        }

        @Override
        String encode(byte[] digest) {
            return Base64.getEncoder().encodeToString(digest);
        }
    },
    /** RFC 4648 section 5, padded or not, with no bits left over; written without padding. */
    BASE64URL("base64url") {
        @Override
        Optional<byte[]> decode(String text) {
            return decoded(Base64.getUrlDecoder(), text)
                    .filter(digest -> encode(digest).equals(text)
                            || Base64.getUrlEncoder().encodeToString(digest).equals(text));
        }

        @Override
        String encode(byte[] digest) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        }
    };

    private final String setting;

    DigestEncoding(String setting) {
        this.setting = setting;
    }

    /** The encoding of that name in settings. */
    public static Optional<DigestEncoding> named(String setting) {
        return Arrays.stream(values())
                .filter(encoding -> encoding.setting.equals(setting))
                .findFirst();
    }

    /** Its name in settings. */
    public String setting() {
        return setting;
    }

    abstract Optional<byte[]> decode(String text);

    abstract String encode(byte[] digest);

    /** The JDK's decoders let padding be missing and surplus bits be set: whoever calls compares with what it encodes to. */
    private static Optional<byte[]> decoded(Base64.Decoder decoder, String text) {
        try {
            return Optional.of(decoder.decode(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
