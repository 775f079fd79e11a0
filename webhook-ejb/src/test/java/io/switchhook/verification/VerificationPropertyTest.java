package io.switchhook.verification;

import static io.switchhook.verification.Requests.NOW;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.receipt.RequestFacts;
import io.switchhook.receipt.ShownHeaders;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.verification.Senders.Scheme;
import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Rejected;
import io.switchhook.verification.Verification.Result;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Laws that hold for every scheme. */
class VerificationPropertyTest {
    private static final Verification TWILIO = new Hmac(
            new HmacScheme(
                    "X-Sig",
                    HmacAlgorithm.SHA1,
                    DigestEncoding.BASE64,
                    new SignatureForm.Listed(""),
                    SignedContent.parse("{url}{form}"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "https://h.example/x"),
            List.of("a secret".getBytes(UTF_8)));

    @Property(tries = 500)
    void whatWasSignedIsAccepted(@ForAll("schemes") Scheme scheme, @ForAll byte[] body) {
        Result result = verify(scheme.verification(), scheme.sender().apply(body), body);

        assertThat(result).isInstanceOf(Accepted.class);
    }

    /** Ids and times are no secrets; everything else a sender adds to prove itself is. */
    @Property(tries = 100)
    void noReceiptShowsAProof(@ForAll("schemes") Scheme scheme, @ForAll byte[] body) {
        Map<String, List<String>> sent = new HashMap<>();
        scheme.sender().apply(body).forEach((name, value) -> sent.put(name, List.of(value)));
        RequestFacts request = new RequestFacts(
                "s", "192.0.2.1", Headers.of(sent), scheme.verification().secretHeaders(), body.length, 1, NOW);
        List<String> everyHeader = List.copyOf(sent.keySet());

        Map<String, List<String>> shown = ShownHeaders.read(new ShownHeaders(everyHeader).text(request));

        assertThat(shown).hasSameSizeAs(sent);
        shown.forEach((name, values) -> {
            if (!name.endsWith("id") && !name.contains("time")) {
                assertThat(values).as(name).containsExactly(ShownHeaders.HIDDEN);
            }
        });
    }

    @Property(tries = 100)
    void everyOneBitChangeOfTheBodyIsRefused(
            @ForAll("schemes") Scheme scheme, @ForAll @Size(min = 1, max = 48) byte[] body) {
        Assume.that(scheme.signsBody());
        Map<String, String> headers = scheme.sender().apply(body);

        for (int bit = 0; bit < body.length * 8; bit++) {
            assertThat(verify(scheme.verification(), headers, flipped(body, bit)))
                    .isInstanceOf(Rejected.class);
        }
    }

    /** What changes nothing is the case of a hex digit, and of the word before credentials. */
    @Property(tries = 100)
    void everyOneBitChangeOfAHeaderIsRefused(@ForAll("schemes") Scheme scheme, @ForAll byte[] body) {
        Map<String, String> sent = scheme.sender().apply(body);

        sent.forEach((name, value) -> {
            for (int bit = 0; bit < value.length() * 8; bit++) {
                String forged = new String(flipped(value.getBytes(ISO_8859_1), bit), ISO_8859_1);
                Map<String, String> headers = new HashMap<>(sent);
                headers.put(name, forged);
                assertThat(verify(scheme.verification(), headers, body))
                        .as("%s: %s", name, forged)
                        .isInstanceOf(meansTheSame(name, value, forged) ? Accepted.class : Rejected.class);
            }
        });
    }

    private static boolean meansTheSame(String name, String value, String forged) {
        if (!forged.equalsIgnoreCase(value)) {
            return false;
        }
        if (name.equals("Authorization")) {
            int word = value.indexOf(' ');
            return forged.substring(word).equals(value.substring(word));
        }
        int digest = value.lastIndexOf('=') + 1;
        return value.substring(digest).matches("[0-9a-f]{40,}") && forged.startsWith(value.substring(0, digest));
    }

    /** In what a form signs, parameters run into each other; a change of one character still always shows. */
    @Property(tries = 100)
    void everyOneBitChangeOfAFormIsRefused(
            @ForAll @Size(min = 1, max = 4)
                    List<@AlphaChars @NumericChars @StringLength(min = 1, max = 6) String> words) {
        byte[] form = words.stream()
                .map(word -> word + "=" + word.length() + "x")
                .distinct()
                .collect(Collectors.joining("&"))
                .getBytes(UTF_8);
        String signed = words.stream()
                .distinct()
                .sorted()
                .map(word -> word + word.length() + "x")
                .collect(Collectors.joining());
        String signature = Senders.base64(Senders.mac("HmacSHA1", ("https://h.example/x" + signed).getBytes(UTF_8)));

        assertThat(verify(TWILIO, Map.of("X-Sig", signature), form)).isInstanceOf(Accepted.class);
        for (int bit = 0; bit < form.length * 8; bit++) {
            assertThat(verify(TWILIO, Map.of("X-Sig", signature), flipped(form, bit)))
                    .isInstanceOf(Rejected.class);
        }
    }

    /** The time may be away in the header; it may not differ there, and not be away in the body. */
    @Property(tries = 50)
    void everyOneBitChangeOfWhatVersion2OfWebexSignsIsRefused(@ForAll @AlphaChars @StringLength(max = 20) String word) {
        Verification webex = new WebexContactCenter(List.of("a secret"), ReplayWindow.DEFAULT_TOLERANCE);
        String time = Long.toString(NOW.toEpochMilli());
        byte[] body = ("{\"comciscotimestamp\":" + time + ",\"word\":\"" + word + "\"}").getBytes(UTF_8);
        String signature = HexFormat.of().formatHex(Senders.mac("HmacSHA256", body));
        Map<String, String> headers = Map.of("X-WebexCC-Signature", signature, "X-WebExCC-Timestamp", time);

        assertThat(verify(webex, headers, body)).isInstanceOf(Accepted.class);
        for (int bit = 0; bit < body.length * 8; bit++) {
            assertThat(verify(webex, headers, flipped(body, bit))).isInstanceOf(Rejected.class);
        }
        for (int bit = 0; bit < time.length() * 8; bit++) {
            String forged = new String(flipped(time.getBytes(ISO_8859_1), bit), ISO_8859_1);
            assertThat(verify(webex, Map.of("X-WebexCC-Signature", signature, "X-WebExCC-Timestamp", forged), body))
                    .isInstanceOf(Rejected.class);
        }
    }

    @Property(tries = 1000)
    void nothingMakesAVerificationThrow(
            @ForAll("schemesAndMore") Scheme scheme,
            @ForAll List<@StringLength(max = 40) String> values,
            @ForAll @IntRange(max = 80) int kept,
            @ForAll String query,
            @ForAll byte[] body) {
        Map<String, List<String>> headers = new HashMap<>();
        scheme.sender()
                .apply(new byte[] {1})
                .forEach((name, value) -> headers.put(
                        name,
                        values.stream()
                                .map(suffix -> value.substring(0, Math.min(kept, value.length())) + suffix)
                                .toList()));
        HookRequest request = new HookRequest(query, Headers.of(headers), body, "192.0.2.1", NOW);

        Result result = scheme.verification().verify(request);

        if (scheme.signsBody()) {
            assertThat(result).isInstanceOf(Rejected.class);
        }
        if (result instanceof Rejected rejected) {
            assertThat(rejected.reason()).matches("[a-z-]{4,40}");
            assertThat(rejected.sentence()).endsWith(".").doesNotContain("a secret");
        }
    }

    @Property(tries = 200)
    void aSecondHeaderLineIsRefusedWhateverItSays(
            @ForAll("schemes") Scheme scheme, @ForAll byte[] body, @ForAll boolean same) {
        Map<String, String> sent = scheme.sender().apply(body);

        sent.keySet().forEach(doubled -> {
            Map<String, List<String>> headers = sent.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
            headers.put(doubled, List.of(sent.get(doubled), same ? sent.get(doubled) : ""));
            HookRequest request = new HookRequest(Headers.of(headers), body, "192.0.2.1", NOW);

            assertThat(scheme.verification().verify(request))
                    .isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(rejected.reason())
                            .startsWith("repeated-"));
        });
    }

    @Provide
    Arbitrary<Scheme> schemes() {
        return Arbitraries.of(Senders.ALL);
    }

    @Provide
    Arbitrary<Scheme> schemesAndMore() {
        return Arbitraries.of(Stream.concat(Senders.ALL.stream(), Senders.WITHOUT_HEADER.stream())
                .toList());
    }

    private static Result verify(Verification verification, Map<String, String> headers, byte[] body) {
        Map<String, List<String>> lines = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        return verification.verify(new HookRequest(Headers.of(lines), body, "192.0.2.1", NOW));
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] copy = bytes.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }
}
