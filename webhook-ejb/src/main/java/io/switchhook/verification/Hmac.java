package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.request.HookRequest;
import io.switchhook.verification.SignatureForm.Found;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Schemes that sign with a shared secret: {@code hub-sha1}, {@code hub-sha256}, and {@code hmac} with every part configured.
 *
 * <p>A scheme that signs no time cannot tell a replayed request; events are recognised by their id instead.
 */
public final class Hmac implements Verification {
    private static final Pattern ID = Pattern.compile("[!-~]{1,256}");

    private final HmacScheme scheme;
    private final HmacKeys keys;

    /**
     * @param secrets any of them may match; each is tried, so that the answer's time tells nothing
     * @throws IllegalArgumentException if there is no secret, or an empty one
     */
    public Hmac(HmacScheme scheme, List<byte[]> secrets) {
        this.scheme = scheme;
        this.keys = new HmacKeys(scheme.algorithm(), secrets);
    }

    /**
     * Scheme {@code hub-sha1}: {@code X-Hub-Signature: sha1=<HMAC-SHA1 of the body>}.
     *
     * @throws IllegalArgumentException if there is no secret, or an empty one
     */
    public static Hmac hubSha1(List<String> secrets, DigestEncoding encoding) {
        return hub(HubSignature.HEADER, HmacAlgorithm.SHA1, secrets, encoding);
    }

    /**
     * Scheme {@code hub-sha256}: {@code X-Hub-Signature-256: sha256=<HMAC-SHA256 of the body>}.
     *
     * @throws IllegalArgumentException if there is no secret, or an empty one
     */
    public static Hmac hubSha256(List<String> secrets, DigestEncoding encoding) {
        return hub(HubSignature.HEADER_256, HmacAlgorithm.SHA256, secrets, encoding);
    }

    private static Hmac hub(String header, HmacAlgorithm algorithm, List<String> secrets, DigestEncoding encoding) {
        return new Hmac(
                HmacScheme.ofBody(header, algorithm, encoding, new SignatureForm.Hub(algorithm)), bytes(secrets));
    }

    static List<byte[]> bytes(List<String> secrets) {
        return secrets.stream().map(secret -> secret.getBytes(UTF_8)).toList();
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
        DigestReader digests = new DigestReader(
                scheme.header(), scheme.encoding(), scheme.algorithm().digestBytes());
        Found found = scheme.form().read(OneHeader.read(request.headers(), scheme.header(), "signature"), digests);
        String timestamp = timestamp(request, found);
        String id = id(request);
        int position = keys.matching(scheme.content().of(request, timestamp, id, scheme.address()), found.digests());
        if (position == 0) {
            throw wrongSignature(scheme.header());
        }
        return position;
    }

    private String timestamp(HookRequest request, Found found) throws Unproven {
        if (scheme.window().isEmpty()) {
            return "";
        }
        String timestamp;
        String place;
        if (scheme.timestampHeader().isPresent()) {
            place = "header " + scheme.timestampHeader().get();
            timestamp =
                    OneHeader.read(request.headers(), scheme.timestampHeader().get(), "timestamp");
        } else {
            place = "header " + scheme.header();
            timestamp = found.timestamp().orElseThrow();
        }
        scheme.window().get().check(timestamp, place, request.receivedAt());
        return timestamp;
    }

    private String id(HookRequest request) throws Unproven {
        Optional<String> header = scheme.idHeader();
        if (header.isEmpty()) {
            return "";
        }
        String id = OneHeader.read(request.headers(), header.get(), "id");
        if (!ID.matcher(id).matches()) {
            throw new Unproven(
                    "malformed-id", "The id in header " + header.get() + " is not 1 to 256 characters of plain ASCII.");
        }
        return id;
    }

    static Unproven wrongSignature(String header) {
        return new Unproven(
                "wrong-signature",
                "The signature in header " + header
                        + " fits none of the source's secrets: the secret differs, or what was signed was changed on its"
                        + " way.");
    }

    @Override
    public Set<String> secretHeaders() {
        return Set.of(scheme.header().toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return "HMAC in " + scheme.header() + " with " + keys.size() + " secrets";
    }
}
