package io.switchhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Reads the secrets of a source, from its settings and from a file. */
final class SecretSettings {
    private static final List<String> ENCODINGS = List.of("text", "hex", "base64");

    private final Settings settings;
    private final SecretFile file;

    SecretSettings(Settings settings, SecretFile file) {
        this.settings = settings;
        this.file = file;
    }

    /** At least one. */
    List<String> read(String prefix) {
        List<String> secrets = new ArrayList<>(settings.list(prefix + "secrets"));
        settings.text(prefix + "secrets-file")
                .ifPresent(path -> secrets.addAll(file.read(prefix + "secrets-file", path)));
        if (secrets.isEmpty()) {
            throw new InvalidSetting(prefix + "secrets", "none", "at least one secret, here or in secrets-file");
        }
        return secrets;
    }

    /** At least one, decoded as {@code verification.secret-encoding} says. */
    List<byte[]> decoded(String prefix) {
        String key = prefix + "verification.secret-encoding";
        String encoding = settings.text(key).orElse("text");
        if (!ENCODINGS.contains(encoding)) {
            throw new InvalidSetting(key, encoding, "text, hex or base64");
        }
        List<byte[]> decoded = new ArrayList<>();
        for (String secret : read(prefix)) {
            try {
                decoded.add(decode(encoding, secret));
            } catch (IllegalArgumentException malformed) {
                throw new InvalidSetting(
                        prefix + "secrets",
                        "secret " + (decoded.size() + 1) + " that is not " + encoding,
                        "secrets in " + encoding + ", as " + key + " says");
            }
        }
        return decoded;
    }

    /** A scheme that needs none must not look as if it had some. */
    void refuse(String prefix, String scheme) {
        for (String key : List.of("secrets", "secrets-file")) {
            if (settings.text(prefix + key).isPresent()) {
                throw new InvalidSetting(
                        prefix + key, "a value", "none: with verification " + scheme + " nothing is checked");
            }
        }
    }

    private static byte[] decode(String encoding, String secret) {
        byte[] bytes = encoding.equals("hex")
                ? HexFormat.of().parseHex(secret)
                : encoding.equals("base64") ? Base64.getDecoder().decode(secret) : secret.getBytes(UTF_8);
        if (bytes.length == 0) {
            throw new IllegalArgumentException("secret is empty");
        }
        return bytes;
    }
}
