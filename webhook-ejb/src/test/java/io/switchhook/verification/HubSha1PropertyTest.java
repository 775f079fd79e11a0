package io.switchhook.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Rejected;
import io.switchhook.verification.Verification.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

class HubSha1PropertyTest {

    @Property(tries = 200)
    void acceptsWhatWasSignedInEveryEncoding(
            @ForAll byte[] body, @ForAll @NotEmpty String secret, @ForAll DigestEncoding encoding) {
        String header = "sha1=" + encoding.encode(HubSignature.digest(body, HubSignature.key(secret)));

        assertThat(verify(new HubSha1(List.of(secret), encoding), header, body)).isEqualTo(new Accepted(1));
    }

    @Property(tries = 50)
    void rejectsEveryOneBitFlipOfTheBody(
            @ForAll @Size(min = 1, max = 64) byte[] body, @ForAll @NotEmpty String secret) {
        Verification verification = new HubSha1(List.of(secret), DigestEncoding.HEX);
        String header = HubSignature.header(body, secret);

        for (int bit = 0; bit < body.length * 8; bit++) {
            assertThat(verify(verification, header, flipped(body, bit))).isInstanceOf(Rejected.class);
        }
    }

    @Property(tries = 50)
    void rejectsEveryOneBitFlipOfTheDigest(
            @ForAll byte[] body, @ForAll @NotEmpty String secret, @ForAll DigestEncoding encoding) {
        Verification verification = new HubSha1(List.of(secret), encoding);
        byte[] digest = HubSignature.digest(body, HubSignature.key(secret));

        for (int bit = 0; bit < digest.length * 8; bit++) {
            String header = "sha1=" + encoding.encode(flipped(digest, bit));
            assertThat(verify(verification, header, body)).isInstanceOf(Rejected.class);
        }
    }

    /** The one flip that changes nothing is a hex letter's case. */
    @Property(tries = 50)
    void rejectsEveryOneBitFlipOfTheHeader(
            @ForAll byte[] body, @ForAll @NotEmpty String secret, @ForAll DigestEncoding encoding) {
        Verification verification = new HubSha1(List.of(secret), encoding);
        String header = "sha1=" + encoding.encode(HubSignature.digest(body, HubSignature.key(secret)));
        byte[] sent = header.getBytes(StandardCharsets.ISO_8859_1);

        for (int bit = 0; bit < sent.length * 8; bit++) {
            String forged = new String(flipped(sent, bit), StandardCharsets.ISO_8859_1);
            boolean otherCaseOfHex = encoding == DigestEncoding.HEX
                    && forged.startsWith("sha1=")
                    && forged.toLowerCase(Locale.ROOT).equals(header);
            Class<? extends Result> expected = otherCaseOfHex ? Accepted.class : Rejected.class;
            assertThat(verify(verification, forged, body)).as(forged).isInstanceOf(expected);
        }
    }

    @Property
    void nothingMakesItThrow(
            @ForAll List<String> values,
            @ForAll byte[] body,
            @ForAll DigestEncoding encoding,
            @ForAll boolean prefixed) {
        List<String> sent =
                values.stream().map(value -> prefixed ? "sha1=" + value : value).toList();
        HookRequest request = request(Map.of("X-Hub-Signature", sent), body);

        assertThat(new HubSha1(List.of("secret"), encoding).verify(request)).isInstanceOf(Rejected.class);
    }

    private static Result verify(Verification verification, String header, byte[] body) {
        return verification.verify(request(Map.of("X-Hub-Signature", List.of(header)), body));
    }

    private static HookRequest request(Map<String, List<String>> headers, byte[] body) {
        return new HookRequest(Headers.of(headers), body, "192.0.2.1", Instant.EPOCH);
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
