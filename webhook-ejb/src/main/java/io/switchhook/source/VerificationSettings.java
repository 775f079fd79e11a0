package io.switchhook.source;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.jsonpath.FieldPath;
import io.switchhook.jsonpath.MemberPath;
import io.switchhook.verification.DigestEncoding;
import io.switchhook.verification.Hmac;
import io.switchhook.verification.ReplayWindow;
import io.switchhook.verification.SecretPlace;
import io.switchhook.verification.SharedSecret;
import io.switchhook.verification.StandardWebhooks;
import io.switchhook.verification.StandardWebhooks.HeaderNames;
import io.switchhook.verification.Unverified;
import io.switchhook.verification.UrlValidation;
import io.switchhook.verification.Verification;
import io.switchhook.verification.WebexContactCenter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads how a source verifies, from the keys {@code verification}, {@code secrets}, {@code secrets-file} and
 * {@code verification.…}. A key that the scheme does not use is an error: whoever wrote it relies on it.
 */
final class VerificationSettings {
    private static final Duration SHORTEST_TOLERANCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_TOLERANCE = Duration.ofDays(7);
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");

    /** The schemes, and what each uses after {@code verification.}. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "hub-sha1", List.of("encoding"),
            "hub-sha256", List.of("encoding"),
            "standard-webhooks", List.of("header", "timestamp-header", "id-header", "tolerance"),
            "webex-cc", List.of("tolerance"),
            "hmac", HmacSettings.KEYS,
            "basic", List.of(),
            "bearer", List.of(),
            "token", List.of("header", "prefix", "parameter", "member"),
            "none", List.of());
    /** As people look for them, not as a map has them. */
    private static final String SCHEMES =
            "hub-sha1, hub-sha256, standard-webhooks, webex-cc, hmac, basic, bearer, token or none";

    private final Settings settings;
    private final SecretSettings secrets;
    private final HmacSettings hmac;

    VerificationSettings(Settings settings, SecretFile secretFile) {
        this.settings = settings;
        this.secrets = new SecretSettings(settings, secretFile);
        this.hmac = new HmacSettings(settings, secrets);
    }

    /** The name of the source's scheme. */
    String scheme(String prefix) {
        String key = prefix + "verification";
        String scheme = settings.text(key).orElseThrow(() -> new InvalidSetting(key, "nothing", SCHEMES));
        if (!KEYS.containsKey(scheme)) {
            throw new InvalidSetting(key, scheme, SCHEMES);
        }
        return scheme;
    }

    /** The verification of source {@code name}, whose keys begin with {@code prefix}. */
    Verification verification(String name, String prefix) {
        String scheme = scheme(prefix);
        refuseUnused(prefix, scheme);
        return switch (scheme) {
            case "hub-sha1" -> Hmac.hubSha1(secrets.read(prefix), encoding(prefix));
            case "hub-sha256" -> Hmac.hubSha256(secrets.read(prefix), encoding(prefix));
            case "standard-webhooks" -> standardWebhooks(prefix);
            case "webex-cc" -> new WebexContactCenter(secrets.read(prefix), tolerance(settings, prefix));
            case "hmac" -> hmac.verification(name, prefix);
            case "basic" -> basic(prefix);
            case "bearer" -> new SharedSecret(new SecretPlace.Bearer(), secrets.read(prefix));
            case "token" -> new SharedSecret(token(prefix + "verification."), secrets.read(prefix));
            default -> none(prefix, scheme);
        };
    }

    /** How the source answers attempts to find out whose its hook is. */
    Optional<UrlValidation> urlValidation(String prefix) {
        return scheme(prefix).equals("hmac") ? hmac.urlValidation(prefix) : Optional.empty();
    }

    static Duration tolerance(Settings settings, String prefix) {
        return settings.duration(
                prefix + "verification.tolerance",
                ReplayWindow.DEFAULT_TOLERANCE,
                SHORTEST_TOLERANCE,
                LONGEST_TOLERANCE);
    }

    static Optional<String> header(Settings settings, String key) {
        return settings.text(key).map(name -> {
            if (!HEADER.matcher(name).matches()) {
                throw new InvalidSetting(key, name, "a header's name");
            }
            return name;
        });
    }

    private void refuseUnused(String prefix, String scheme) {
        TreeSet<String> known = new TreeSet<>();
        KEYS.values().forEach(known::addAll);
        known.removeAll(KEYS.get(scheme));
        for (String unused : known) {
            String key = prefix + "verification." + unused;
            if (settings.text(key).isPresent()) {
                throw new InvalidSetting(key, "a value", "none: verification " + scheme + " does not use the key");
            }
        }
    }

    private DigestEncoding encoding(String prefix) {
        return HmacSettings.encoding(settings, prefix + "verification.encoding");
    }

    private Verification standardWebhooks(String prefix) {
        String own = prefix + "verification.";
        HeaderNames names = new HeaderNames(
                header(settings, own + "id-header").orElse(HeaderNames.STANDARD.id()),
                header(settings, own + "timestamp-header").orElse(HeaderNames.STANDARD.timestamp()),
                header(settings, own + "header").orElse(HeaderNames.STANDARD.signature()));
        List<String> keys = secrets.read(prefix);
        try {
            return new StandardWebhooks(keys, names, tolerance(settings, prefix));
        } catch (IllegalArgumentException notAKey) {
            throw new InvalidSetting(
                    prefix + "secrets",
                    notAKey.getMessage(),
                    "whsec_ and a secret in base64, or whpk_ and an ed25519 public key in base64");
        }
    }

    private Verification basic(String prefix) {
        List<String> credentials = secrets.read(prefix);
        for (int i = 0; i < credentials.size(); i++) {
            if (credentials.get(i).indexOf(':') < 1) {
                throw new InvalidSetting(
                        prefix + "secrets", "secret " + (i + 1) + " without a user name and a colon", "user:password");
            }
        }
        return new SharedSecret(new SecretPlace.Basic(), credentials);
    }

    private SecretPlace token(String own) {
        Optional<String> header = header(settings, own + "header");
        Optional<String> parameter = settings.text(own + "parameter");
        Optional<String> member = settings.text(own + "member");
        Optional<String> prefix = settings.text(own + "prefix");
        List<String> places =
                Stream.of(header, parameter, member).flatMap(Optional::stream).toList();
        if (places.size() != 1) {
            throw new InvalidSetting(
                    own + "header",
                    places.size() + " places for the token",
                    "one of the keys header, parameter and member");
        }
        if (header.isPresent()) {
            return new SecretPlace.InHeader(header.get(), prefix.orElse(""));
        }
        if (prefix.isPresent()) {
            throw new InvalidSetting(own + "prefix", "a value", "none: only a header has a prefix");
        }
        return parameter.isPresent()
                ? new SecretPlace.InQuery(parameter.get())
                : new SecretPlace.InBody(member(own + "member", member.orElseThrow()));
    }

    private static MemberPath member(String key, String text) {
        try {
            Optional<MemberPath> path = FieldPath.of(text).members();
            if (path.isPresent()) {
                return path.get();
            }
        } catch (IllegalArgumentException notAPath) {
            // reported below
        }
        throw new InvalidSetting(key, text, "names of members, such as $.token or auth.token");
    }

    private Verification none(String prefix, String scheme) {
        secrets.refuse(prefix, scheme);
        return new Unverified();
    }
}
