package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.request.HookRequest;
import io.switchhook.verification.UrlEncoded.Pair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Placeholder <code>{form}</code>, a body as Twilio signs it behind the address: the form's parameters sorted by name, name and value
 * put together without separators, a value that is repeated once. A body that is no form is signed by its digest in the address:
 * where the query has {@code bodySHA256}, the body must have that SHA-256, and adds nothing itself.
 *
 * @see <a href="https://www.twilio.com/docs/usage/security">Twilio, Security</a>
 */
final class SignedForm {
    private static final String BODY_DIGEST = "bodySHA256";

    private SignedForm() {}

    static byte[] of(HookRequest request) throws Unproven {
        List<String> digests = UrlEncoded.parse(request.query().getBytes(ISO_8859_1)).orElse(List.of()).stream()
                .filter(pair -> pair.name().equals(BODY_DIGEST))
                .map(Pair::value)
                .toList();
        if (digests.isEmpty()) {
            return sorted(request.body());
        }
        Optional<byte[]> digest = digests.size() == 1 ? DigestEncoding.HEX.decode(digests.get(0)) : Optional.empty();
        if (digest.isEmpty()) {
            throw new Unproven(
                    "malformed-body-digest", "Query parameter " + BODY_DIGEST + " is not one digest in hex.");
        }
        if (!MessageDigest.isEqual(sha256(request.body()), digest.get())) {
            throw new Unproven(
                    "wrong-body-digest",
                    "The body does not have the digest in query parameter " + BODY_DIGEST
                            + ": it was changed on its way.");
        }
        return new byte[0];
    }

    private static byte[] sorted(byte[] body) throws Unproven {
        List<Pair> pairs = UrlEncoded.parse(body)
                .orElseThrow(() -> new Unproven(
                        "malformed-form",
                        "The body is no form in UTF-8 of at most " + UrlEncoded.MOST + " parameters."));
        Map<String, SortedSet<String>> byName = new TreeMap<>();
        pairs.forEach(pair ->
                byName.computeIfAbsent(pair.name(), absent -> new TreeSet<>()).add(pair.value()));
        StringBuilder text = new StringBuilder(body.length);
        byName.forEach(
                (name, values) -> values.forEach(value -> text.append(name).append(value)));
        return text.toString().getBytes(UTF_8);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is not available", impossible);
        }
    }
}
