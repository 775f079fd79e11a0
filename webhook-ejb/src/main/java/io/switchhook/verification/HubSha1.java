package io.switchhook.verification;

import static java.util.Objects.requireNonNull;

import io.switchhook.request.HookRequest;
import java.security.Key;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Scheme {@code hub-sha1}: {@code X-Hub-Signature: sha1=<digest>}, the HMAC-SHA1 of the raw body under one of several secrets.
 *
 * <p>The scheme signs neither time nor number, so it cannot tell a replayed request; events are recognised by their id instead.
 */
public final class HubSha1 implements Verification {
    private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9-]{1,16}");

    private final List<Key> keys;
    private final DigestEncoding encoding;

    /**
     * @param secrets any of them may match; each is tried, so that the answer's time tells nothing
     * @throws IllegalArgumentException if there is no secret, or an empty one
     */
    public HubSha1(List<String> secrets, DigestEncoding encoding) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secrets");
        }
        this.keys = secrets.stream().map(HubSignature::key).toList();
        this.encoding = requireNonNull(encoding, "encoding is null");
    }

    @Override
    public Result verify(HookRequest request) {
        List<String> values = request.headers().all(HubSignature.HEADER);
        if (values.isEmpty()) {
            return new Rejected("missing-signature", "Header " + HubSignature.HEADER + " is missing.");
        }
        if (values.size() > 1) {
            return new Rejected(
                    "repeated-signature",
                    "Header " + HubSignature.HEADER + " was sent " + values.size() + " times, once is expected.");
        }
        return verify(values.get(0), request.body());
    }

    private Result verify(String value, byte[] body) {
        int separator = value.indexOf('=');
        if (separator < 0) {
            return malformed("has no '=' between algorithm and digest");
        }
        String token = value.substring(0, separator).strip();
        if (!token.equals(HubSignature.TOKEN)) {
            String found = SHOWABLE.matcher(token).matches() ? "is " + token : "is not readable";
            return new Rejected(
                    "wrong-algorithm",
                    "The algorithm in header " + HubSignature.HEADER + " " + found + ", sha1 is expected.");
        }
        Optional<byte[]> digest = encoding.decode(value.substring(separator + 1).strip());
        if (digest.isEmpty()) {
            return malformed("has a digest that is not " + encoding.setting());
        }
        if (digest.get().length != HubSignature.DIGEST_BYTES) {
            return malformed("has a digest of " + digest.get().length + " bytes, " + HubSignature.DIGEST_BYTES
                    + " are expected");
        }
        return compare(digest.get(), body);
    }

    private Result compare(byte[] digest, byte[] body) {
        int matched = 0;
        for (int position = keys.size(); position > 0; position--) {
            if (MessageDigest.isEqual(HubSignature.digest(body, keys.get(position - 1)), digest)) {
                matched = position;
            }
        }
        return matched > 0
                ? new Accepted(matched)
                : new Rejected(
                        "wrong-signature",
                        "The signature in header " + HubSignature.HEADER
                                + " fits none of the source's secrets: the secret differs, or the body was changed on"
                                + " its way.");
    }

    private static Rejected malformed(String finding) {
        return new Rejected("malformed-signature", "Header " + HubSignature.HEADER + " " + finding + ".");
    }

    @Override
    public String toString() {
        return "hub-sha1 with " + keys.size() + " secrets";
    }
}
