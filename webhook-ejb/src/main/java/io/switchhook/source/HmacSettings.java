package io.switchhook.source;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.verification.DigestEncoding;
import io.switchhook.verification.Hmac;
import io.switchhook.verification.HmacAlgorithm;
import io.switchhook.verification.HmacScheme;
import io.switchhook.verification.ReplayWindow;
import io.switchhook.verification.SignatureForm;
import io.switchhook.verification.SignedContent;
import io.switchhook.verification.SignedContent.Placeholder;
import io.switchhook.verification.TimestampFormat;
import io.switchhook.verification.UrlValidation;
import io.switchhook.verification.Verification;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the parts of verification {@code hmac}, and sees that they fit together. */
final class HmacSettings {
    /** What is used after {@code verification.}. */
    static final List<String> KEYS = List.of(
            "header",
            "algorithm",
            "encoding",
            "prefix",
            "content",
            "timestamp-header",
            "timestamp-format",
            "id-header",
            "tolerance",
            "signature-key",
            "timestamp-key",
            "secret-encoding",
            "url-validation");

    private static final String CONTENT_RULE = "text and {body} {timestamp} {id} {url} {form}";
    private static final Pattern PAIR_KEY = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Settings settings;
    private final SecretSettings secrets;
    private final PublicUrl publicUrl;

    HmacSettings(Settings settings, SecretSettings secrets) {
        this.settings = settings;
        this.secrets = secrets;
        this.publicUrl = new PublicUrl(settings);
    }

    Verification verification(String name, String prefix) {
        String own = prefix + "verification.";
        SignedContent content = content(own);
        Optional<String> timestampHeader = VerificationSettings.header(settings, own + "timestamp-header");
        SignatureForm form = form(own, timestampHeader.isPresent());
        boolean timed = timestampHeader.isPresent()
                || (form instanceof SignatureForm.Keyed keyed
                        && keyed.timestampKey().isPresent());
        Optional<String> idHeader = VerificationSettings.header(settings, own + "id-header");
        match(own, content, Placeholder.TIMESTAMP, timed, "{timestamp}", "timestamp-header or timestamp-key");
        match(own, content, Placeholder.ID, idHeader.isPresent(), "{id}", "id-header");
        refuseWithoutTime(own, timed);
        HmacScheme scheme = new HmacScheme(
                VerificationSettings.header(settings, own + "header")
                        .orElseThrow(
                                () -> new InvalidSetting(own + "header", "nothing", "name of the signature's header")),
                algorithm(own + "algorithm"),
                encoding(settings, own + "encoding"),
                form,
                content,
                timed ? Optional.of(window(prefix)) : Optional.empty(),
                timestampHeader,
                idHeader,
                content.uses(Placeholder.URL) ? publicUrl.ofHook(name) : "");
        return new Hmac(scheme, secrets.decoded(prefix));
    }

    Optional<UrlValidation> urlValidation(String prefix) {
        String key = prefix + "verification.url-validation";
        Optional<String> kind = settings.text(key);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        if (kind.get().equals("slack")) {
            return Optional.of(new UrlValidation.Slack());
        }
        if (!kind.get().equals("zoom")) {
            throw new InvalidSetting(key, kind.get(), "zoom or slack");
        }
        String own = prefix + "verification.";
        try {
            return Optional.of(new UrlValidation.Zoom(secrets.decoded(prefix), content(own)));
        } catch (IllegalArgumentException oracle) {
            throw new InvalidSetting(
                    own + "content", settings.text(own + "content").orElse("{body}"), oracle.getMessage());
        }
    }

    static DigestEncoding encoding(Settings settings, String key) {
        String found = settings.text(key).orElse(DigestEncoding.HEX.setting());
        return DigestEncoding.named(found)
                .orElseThrow(() -> new InvalidSetting(key, found, "hex, base64 or base64url"));
    }

    private SignedContent content(String own) {
        String key = own + "content";
        String found = settings.text(key).orElse("{body}");
        SignedContent content;
        try {
            content = SignedContent.parse(found);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSetting(key, found, CONTENT_RULE);
        }
        if (!content.coversBody()) {
            throw new InvalidSetting(key, found, "one with {body} or {form}: a body that is not signed can be changed");
        }
        return content;
    }

    private SignatureForm form(String own, boolean timeElsewhere) {
        Optional<String> signatureKey = pairKey(own + "signature-key");
        Optional<String> timestampKey = pairKey(own + "timestamp-key");
        Optional<String> prefix = settings.text(own + "prefix");
        if (signatureKey.isEmpty()) {
            if (timestampKey.isPresent()) {
                throw new InvalidSetting(own + "timestamp-key", "a value", "none without signature-key");
            }
            return new SignatureForm.Listed(prefix.orElse(""));
        }
        if (prefix.isPresent()) {
            throw new InvalidSetting(own + "prefix", "a value", "none with signature-key");
        }
        if (timestampKey.isPresent() && (timeElsewhere || timestampKey.equals(signatureKey))) {
            throw new InvalidSetting(
                    own + "timestamp-key", "a value", "none with timestamp-header, and another than signature-key");
        }
        return new SignatureForm.Keyed(signatureKey.get(), timestampKey);
    }

    private Optional<String> pairKey(String key) {
        return settings.text(key).map(found -> {
            if (!PAIR_KEY.matcher(found).matches()) {
                throw new InvalidSetting(key, found, "what stands before the equals sign: letters, digits, . _ -");
            }
            return found;
        });
    }

    /** What is signed and what is sent must agree: an unsigned time or id proves nothing, one that is not sent cannot be checked. */
    private void match(
            String own, SignedContent content, Placeholder part, boolean sent, String placeholder, String keys) {
        String found = settings.text(own + "content").orElse("{body}");
        if (content.uses(part) && !sent) {
            throw new InvalidSetting(
                    own + "content", found, "one without " + placeholder + ", or " + keys + " is needed");
        }
        if (!content.uses(part) && sent) {
            throw new InvalidSetting(
                    own + "content", found, "one with " + placeholder + ": what " + keys + " gives must be signed");
        }
    }

    private void refuseWithoutTime(String own, boolean timed) {
        for (String key : List.of("timestamp-format", "tolerance")) {
            if (!timed && settings.text(own + key).isPresent()) {
                throw new InvalidSetting(own + key, "a value", "none without timestamp-header or timestamp-key");
            }
        }
    }

    private ReplayWindow window(String prefix) {
        String key = prefix + "verification.timestamp-format";
        String found = settings.text(key).orElse(TimestampFormat.SECONDS.setting());
        TimestampFormat format = TimestampFormat.named(found)
                .orElseThrow(() -> new InvalidSetting(key, found, "seconds, millis or iso"));
        return new ReplayWindow(format, VerificationSettings.tolerance(settings, prefix));
    }

    private HmacAlgorithm algorithm(String key) {
        String found = settings.text(key).orElse(HmacAlgorithm.SHA256.setting());
        return Arrays.stream(HmacAlgorithm.values())
                .filter(algorithm -> algorithm.setting().equals(found))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(key, found, "sha1, sha256, sha384 or sha512"));
    }
}
