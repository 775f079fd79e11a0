package io.switchhook.credential;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Credentials by name: the keys {@code switchhook.credential.<name>.*}, read at every use, so that a changed value counts at once.
 *
 * <p>{@code .type} is {@code basic} (with {@code .username} and {@code .password}), {@code bearer} ({@code .token}) or
 * {@code header} ({@code .header}, its name, and {@code .value}). {@code .secret} signs outgoing bodies and needs no type. Each
 * of {@code .username .password .token .value .secret} may instead be the content of the file named under the same key with
 * {@code -file} (UTF-8, at most 64 KiB, line breaks at its end dropped). Errors name the key, never a value.
 */
@ApplicationScoped
public class Credentials {
    private static final String PREFIX = "switchhook.credential.";
    private static final int LARGEST_FILE = 64 * 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

    private final Settings settings;

    @Inject
    public Credentials(Settings settings) {
        this.settings = settings;
    }

    /** For the CDI client proxy. */
    protected Credentials() {
        this(null);
    }

    /**
     * What a request authorized by {@code name} carries.
     *
     * @throws InvalidSetting if a key is missing or wrong
     */
    public Credential authorization(String name) {
        String prefix = prefix(name);
        String type = settings.text(prefix + "type").orElse("nothing");
        return switch (type) {
            case "basic" -> basic(prefix);
            case "bearer" -> new Credential.Bearer(headerSafe(prefix + "token"));
            case "header" -> new Credential.Header(header(prefix + "header"), headerSafe(prefix + "value"));
            // A secret put under the wrong key must not get into a message.
            default ->
                throw new InvalidSetting(
                        prefix + "type", type.equals("nothing") ? type : "something else", "basic, bearer or header");
        };
    }

    /**
     * The secret under {@code name} with which outgoing bodies are signed.
     *
     * @throws InvalidSetting if there is none
     */
    public String secret(String name) {
        return required(prefix(name) + "secret");
    }

    /**
     * A field of the credential's own, {@code switchhook.credential.<name>.<field>}, or the content of the file under that key with
     * {@code -file}; for templates.
     *
     * @throws InvalidSetting if there is none
     */
    public String field(String name, String field) {
        if (!FIELD.matcher(field).matches()) {
            throw new InvalidSetting(
                    prefix(name) + "<field>", "a name that is none", "letters, digits, '_' and '-', at most 64");
        }
        return required(prefix(name) + field);
    }

    /** Whether {@code .type} says that requests carry it by themselves. */
    public boolean hasType(String name) {
        return settings.text(prefix(name) + "type").isPresent();
    }

    private Credential basic(String prefix) {
        String username = required(prefix + "username");
        if (username.indexOf(':') >= 0) {
            throw new InvalidSetting(prefix + "username", "a name with a colon", "a name without (RFC 7617)");
        }
        return new Credential.Basic(username, required(prefix + "password"));
    }

    private String header(String key) {
        String name = settings.text(key).orElseThrow(() -> new InvalidSetting(key, "nothing", "a header's name"));
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new InvalidSetting(key, "something else", "a header's name, for example X-Api-Key");
        }
        return name;
    }

    private String headerSafe(String key) {
        String value = required(key);
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
            throw new InvalidSetting(key, "a value with line breaks or control characters", "one line of text");
        }
        return value;
    }

    private String required(String key) {
        Optional<String> value = settings.text(key);
        Optional<String> file = settings.text(key + "-file");
        if (value.isPresent() && file.isPresent()) {
            throw new InvalidSetting(key, "a value, and a file under " + key + "-file", "one of the two");
        }
        return value.or(() -> file.map(path -> content(key + "-file", path)))
                .orElseThrow(() -> new InvalidSetting(key, "nothing", "a value, or a file under " + key + "-file"));
    }

    private static String content(String key, String path) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
            if (bytes.length > LARGEST_FILE || text.isBlank()) {
                throw new InvalidSetting(
                        key,
                        bytes.length == 0 ? "an empty file" : "a blank or too large file",
                        "a file of 1 B to 64 KiB");
            }
            return text;
        } catch (IOException | InvalidPathException unreadable) {
            throw new InvalidSetting(
                    key,
                    "a file that cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    "a readable file");
        }
    }

    private static String prefix(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    PREFIX + "<name>", "a name that is none", "letters, digits, '.', '_' and '-', at most 128");
        }
        return PREFIX + name + ".";
    }
}
