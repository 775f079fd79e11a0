package io.switchhook.credential;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Credentials by name: the keys {@code switchhook.credential.<name>.*}, read at every use, so that a changed value counts at once.
 *
 * <p>{@code .type} is {@code basic} (with {@code .username} and {@code .password}), {@code bearer} ({@code .token}),
 * {@code header} ({@code .header}, its name, and {@code .value}) or {@code oauth2} (see {@link ClientCredentials}).
 * {@code .key-store} and {@code .trust-store} say who we are in a TLS handshake and whom we trust; {@code .secret} signs outgoing bodies;
 * neither needs a type. Each secret may instead be the content of the file named under the same key with {@code -file} (UTF-8, at most
 * 64 KiB, line breaks at its end dropped). Errors name the key, never a value.
 */
@ApplicationScoped
public class Credentials {
    private static final String PREFIX = "switchhook.credential.";
    private static final String OF_ALL_TARGETS = "switchhook.target.";
    private static final List<String> STORE_TYPES = List.of("PKCS12", "JKS");
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
     * What a request authorized by {@code name} carries; empty where it only has a key store, which the connection carries.
     *
     * @throws InvalidSetting if a key is missing or wrong, or a token must be fetched first
     */
    public Optional<Credential> authorization(String name) {
        CredentialKeys keys = keys(name);
        Optional<String> type = keys.text("type");
        if (type.isEmpty() && keys.text("key-store").isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type.orElse("nothing")) {
                    case "basic" -> basic(keys);
                    case "bearer" -> new Credential.Bearer(keys.headerSafe("token"));
                    case "header" -> new Credential.Header(header(keys), keys.headerSafe("value"));
                    // A secret put under the wrong key must not get into a message.
                    default ->
                        throw keys.invalid(
                                "type",
                                type.isEmpty() ? "nothing" : "something else",
                                "basic, bearer, header or oauth2");
                });
    }

    /**
     * How a token for {@code name} is fetched; empty where {@code .type} is not {@code oauth2}.
     *
     * @throws InvalidSetting if a key is missing or wrong
     */
    public Optional<ClientCredentials> clientCredentials(String name) {
        CredentialKeys keys = keys(name);
        return keys.text("type").filter("oauth2"::equals).map(type -> ClientCredentials.of(keys));
    }

    /**
     * User and password under {@code name}.
     *
     * @throws InvalidSetting if {@code .type} is not {@code basic}, or a key is missing or wrong
     */
    public Credential.Basic login(String name) {
        CredentialKeys keys = keys(name);
        if (keys.text("type").filter("basic"::equals).isEmpty()) {
            throw keys.invalid("type", "something else", "basic");
        }
        return basic(keys);
    }

    /**
     * Certificate and key of {@code name}.
     *
     * @throws InvalidSetting if a key is missing or wrong
     */
    public Optional<StoreFile> keyStore(String name) {
        return store(keys(name), PREFIX + name + ".", "key-store");
    }

    /**
     * The authorities that calls with the credential {@code name} trust; empty: those of all calls.
     *
     * @throws InvalidSetting if a key is missing or wrong
     */
    public Optional<StoreFile> trustStore(String name) {
        return store(keys(name), PREFIX + name + ".", "trust-store");
    }

    /**
     * {@code switchhook.target.trust-store}: the authorities that calls trust; empty: those of the Java runtime.
     *
     * @throws InvalidSetting if a key is wrong
     */
    public Optional<StoreFile> trustStoreOfTargets() {
        return store(new CredentialKeys(settings, OF_ALL_TARGETS), OF_ALL_TARGETS, "trust-store");
    }

    /**
     * The secret under {@code name} with which outgoing bodies are signed.
     *
     * @throws InvalidSetting if there is none
     */
    public String secret(String name) {
        return keys(name).required("secret");
    }

    /**
     * A field of the credential's own, {@code switchhook.credential.<name>.<field>}, or the content of the file under that key with
     * {@code -file}; for templates.
     *
     * @throws InvalidSetting if there is none
     */
    public String field(String name, String field) {
        CredentialKeys keys = keys(name);
        if (!FIELD.matcher(field).matches()) {
            throw keys.invalid("<field>", "a name that is none", "letters, digits, '_' and '-', at most 64");
        }
        return keys.required(field);
    }

    /** Whether {@code .type} says that requests carry it by themselves. */
    public boolean hasType(String name) {
        return keys(name).text("type").isPresent();
    }

    private static Credential.Basic basic(CredentialKeys keys) {
        String username = keys.required("username");
        if (username.indexOf(':') >= 0) {
            throw keys.invalid("username", "a name with a colon", "a name without (RFC 7617)");
        }
        return new Credential.Basic(username, keys.required("password"));
    }

    private static String header(CredentialKeys keys) {
        String name = keys.text("header").orElseThrow(() -> keys.invalid("header", "nothing", "a header's name"));
        if (!HEADER_NAME.matcher(name).matches()) {
            throw keys.invalid("header", "something else", "a header's name, for example X-Api-Key");
        }
        return name;
    }

    private static Optional<StoreFile> store(CredentialKeys keys, String prefix, String name) {
        return keys.text(name).map(path -> {
            String type = keys.text(name + "-type").orElse("PKCS12");
            if (!STORE_TYPES.contains(type)) {
                throw keys.invalid(name + "-type", "something else", String.join(" or ", STORE_TYPES));
            }
            try {
                return new StoreFile(prefix + name, Path.of(path), type, keys.optional(name + "-password"));
            } catch (InvalidPathException malformed) {
                throw keys.invalid(name, "no path", "the path of a file");
            }
        });
    }

    private CredentialKeys keys(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidSetting(
                    PREFIX + "<name>", "a name that is none", "letters, digits, '.', '_' and '-', at most 128");
        }
        return new CredentialKeys(settings, PREFIX + name + ".");
    }
}
