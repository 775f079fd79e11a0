package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.switchhook.request.HookRequest;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Schemes {@code basic}, {@code bearer} and {@code token}: the sender shows a secret. It proves who sent, not what was sent or when.
 */
public final class SharedSecret implements Verification {
    private final SecretPlace place;
    private final List<byte[]> digests;

    /**
     * @param secrets any of them may match; for {@link SecretPlace.Basic} each is {@code user:password}
     * @throws IllegalArgumentException if there is no secret, or an empty one
     */
    public SharedSecret(SecretPlace place, List<String> secrets) {
        if (secrets.isEmpty() || secrets.contains("")) {
            throw new IllegalArgumentException(secrets.isEmpty() ? "no secrets" : "secret is empty");
        }
        this.place = requireNonNull(place, "place is null");
        this.digests = secrets.stream()
                .map(secret -> SignedForm.sha256(secret.getBytes(UTF_8)))
                .toList();
    }

    @Override
    public Result verify(HookRequest request) {
        byte[] shown;
        try {
            shown = place.read(request);
        } catch (Unproven unproven) {
            return unproven.rejected();
        }
        // digests are compared: all are of one length, so that not even a secret's length can be measured
        byte[] digest = SignedForm.sha256(shown);
        int matched = 0;
        for (int position = digests.size(); position > 0; position--) {
            if (MessageDigest.isEqual(digests.get(position - 1), digest)) {
                matched = position;
            }
        }
        return matched > 0
                ? new Accepted(matched)
                : new Rejected("wrong-credentials", "The credentials are none of the source's secrets.");
    }

    @Override
    public Set<String> secretHeaders() {
        return place.header().map(name -> Set.of(name.toLowerCase(Locale.ROOT))).orElse(Set.of());
    }

    @Override
    public String toString() {
        return place.getClass().getSimpleName() + " with " + digests.size() + " secrets";
    }
}
