package io.switchhook.verification;

import static java.util.Objects.requireNonNull;

import io.switchhook.verification.SignedContent.Placeholder;
import java.util.Optional;

/**
 * A way of signing with a shared secret.
 *
 * @param header that holds the signature
 * @param encoding of a digest in it
 * @param form how the header holds digests
 * @param content what is signed; at least the body
 * @param window within which the signed time must lie; present exactly if {@code content} has a time
 * @param timestampHeader that holds the time; empty if it stands in the signature's header, or there is none
 * @param idHeader that holds the request's id; present exactly if {@code content} has an id
 * @param address of the hook as senders see it, without a query; empty if {@code content} has no address
 */
public record HmacScheme(
        String header,
        HmacAlgorithm algorithm,
        DigestEncoding encoding,
        SignatureForm form,
        SignedContent content,
        Optional<ReplayWindow> window,
        Optional<String> timestampHeader,
        Optional<String> idHeader,
        String address) {

    public HmacScheme {
        requireNonNull(header, "header is null");
        requireNonNull(algorithm, "algorithm is null");
        requireNonNull(encoding, "encoding is null");
        boolean timeInSignature = form instanceof SignatureForm.Keyed keyed
                && keyed.timestampKey().isPresent();
        check(content.coversBody(), "the body is not signed");
        check(
                content.uses(Placeholder.TIMESTAMP) == window.isPresent(),
                "a signed time needs a window and a window one");
        check(
                window.isPresent() == (timeInSignature || timestampHeader.isPresent()),
                "a signed time has to be somewhere");
        check(!(timeInSignature && timestampHeader.isPresent()), "the time is in two places");
        check(content.uses(Placeholder.ID) == idHeader.isPresent(), "a signed id has to be in a header");
        check(content.uses(Placeholder.URL) != address.isEmpty(), "a signed address has to be known");
    }

    /** The body alone is signed. */
    static HmacScheme ofBody(String header, HmacAlgorithm algorithm, DigestEncoding encoding, SignatureForm form) {
        return new HmacScheme(
                header,
                algorithm,
                encoding,
                form,
                SignedContent.BODY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
