package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.switchhook.request.HookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Scheme {@code standard-webhooks}: {@code <id>.<timestamp>.<body>} signed by HMAC-SHA256 ({@code v1}) or ed25519 ({@code v1a}),
 * several signatures in one header. A signature of a version that is not known, or that no key of the source is for, is passed over.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks 1.0.0</a>
 */
public final class StandardWebhooks implements Verification {
    /** No full stop, which ends the id in what is signed. */
    private static final Pattern ID = Pattern.compile("[!-~&&[^.]]{1,256}");

    /** Signatures looked at in one header; more are refused, because each costs work before anything is proven. */
    private static final int MOST = 16;

    /** The names of the three headers. */
    public record HeaderNames(String id, String timestamp, String signature) {
        /** As the specification has them. */
        public static final HeaderNames STANDARD =
                new HeaderNames("webhook-id", "webhook-timestamp", "webhook-signature");
    }

    private final List<WebhookKey> keys;
    private final HeaderNames names;
    private final ReplayWindow window;

    /**
     * @param secrets {@code whsec_} and the secret in base64, or {@code whpk_} and the public key in base64, its 32 bytes alone or as
     *     a SubjectPublicKeyInfo; any of them may match
     * @param tolerance how far the time may be away, either way
     * @throws IllegalArgumentException if there is no secret, or one that is none: the message says which by position
     */
    public StandardWebhooks(List<String> secrets, HeaderNames names, Duration tolerance) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secrets");
        }
        List<WebhookKey> parsed = new ArrayList<>(secrets.size());
        for (String secret : secrets) {
            try {
                parsed.add(WebhookKey.parse(secret));
            } catch (IllegalArgumentException notAKey) {
                throw new IllegalArgumentException(
                        "secret " + (parsed.size() + 1) + ", which " + notAKey.getMessage(), notAKey);
            }
        }
        this.keys = List.copyOf(parsed);
        this.names = names;
        this.window = new ReplayWindow(TimestampFormat.SECONDS, tolerance);
    }

    @Override
    public Result verify(HookRequest request) {
        try {
            return new Accepted(position(request));
        } catch (Unproven unproven) {
            return unproven.rejected();
        }
    }

    private int position(HookRequest request) throws Unproven {
        String id = OneHeader.read(request.headers(), names.id(), "id");
        String timestamp = OneHeader.read(request.headers(), names.timestamp(), "timestamp");
        String signature = OneHeader.read(request.headers(), names.signature(), "signature");
        if (!ID.matcher(id).matches()) {
            throw new Unproven(
                    "malformed-id",
                    "The id in header " + names.id()
                            + " is not 1 to 256 characters of plain ASCII without a full stop.");
        }
        window.check(timestamp, "header " + names.timestamp(), request.receivedAt());
        Map<String, List<byte[]>> signatures = signatures(signature);
        List<byte[]> content = List.of((id + "." + timestamp + ".").getBytes(US_ASCII), request.body());
        int matched = 0;
        for (int position = keys.size(); position > 0; position--) {
            WebhookKey key = keys.get(position - 1);
            if (key.proves(content, signatures.getOrDefault(key.version(), List.of()))) {
                matched = position;
            }
        }
        if (matched == 0) {
            throw Hmac.wrongSignature(names.signature());
        }
        return matched;
    }

    /** The signatures that a key of ours could prove, by version. */
    private Map<String, List<byte[]>> signatures(String header) throws Unproven {
        Map<String, List<byte[]>> byVersion = new TreeMap<>();
        keys.forEach(key -> byVersion.put(key.version(), new ArrayList<>()));
        int known = 0;
        for (String entry : header.split(" ", -1)) {
            int comma = entry.indexOf(',');
            List<byte[]> ofVersion = comma < 0 ? null : byVersion.get(entry.substring(0, comma));
            if (ofVersion != null) {
                known++;
                DigestEncoding.BASE64.decode(entry.substring(comma + 1)).ifPresent(ofVersion::add);
            }
        }
        if (known > MOST) {
            throw malformed("has " + known + " signatures, at most " + MOST + " are expected");
        }
        if (known == 0) {
            throw malformed("has no signature of version " + String.join(" or ", byVersion.keySet()));
        }
        if (byVersion.values().stream().allMatch(List::isEmpty)) {
            throw malformed("has a signature that is not base64");
        }
        return byVersion;
    }

    private Unproven malformed(String finding) {
        return new Unproven("malformed-signature", "Header " + names.signature() + " " + finding + ".");
    }

    @Override
    public Set<String> secretHeaders() {
        return Set.of(names.signature().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "standard-webhooks with " + keys.size() + " secrets";
    }
}
