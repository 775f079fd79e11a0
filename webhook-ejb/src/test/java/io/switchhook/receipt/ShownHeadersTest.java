package io.switchhook.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.request.Headers;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownHeadersTest {
    private static final String SECRET = "hunter2-hunter2";

    private final ShownHeaders shown = new ShownHeaders(List.of());

    @Test
    void showsAllNamesAndTheValuesThatAreHarmless() {
        assertThat(text(Map.of("Content-Type", List.of("application/json"), "X-My-Header", List.of("a", "b"))))
                .isEqualTo("content-type: application/json\nx-my-header: ***\nx-my-header: ***\n");
    }

    @Test
    void saysHowManyItDoesNotShow() {
        assertThat(text(Map.of("accept", Collections.nCopies(100, "a"))))
                .startsWith("accept: a\n")
                .endsWith("accept: a\n\u2026: 60\n");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(ShownHeaders.read(text(Map.of("Accept", List.of("a: b", ""), "X-Other", List.of("c")))))
                .isEqualTo(Map.of("accept", List.of("a: b", ""), "x-other", List.of("***")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "Proxy-Authorization",
                "Cookie",
                "X-Hub-Signature",
                "X-Api-Key",
                "X-Gitlab-Token",
                "X-Webhook-Secret",
                "Stripe-Signature",
                "X-Whatever"
            })
    void hidesWhatMayHoldASecretEvenWhereItIsToBeShown(String name) {
        assertThat(text(Map.of(name, List.of(SECRET)))).doesNotContain(SECRET).contains("***");
        ShownHeaders more = new ShownHeaders(List.of(name));
        String text = more.text(request(Map.of(name, List.of(SECRET)), Set.of()));
        assertThat(text.contains(SECRET)).isEqualTo(name.equals("X-Whatever"));
    }

    @Test
    void hidesTheHeaderInWhichTheSourceLooksForProofWhateverItsName() {
        Map<String, List<String>> headers = Map.of("User-Agent", List.of(SECRET));

        assertThat(shown.text(request(headers, Set.of("user-agent")))).isEqualTo("user-agent: ***\n");
    }

    @Test
    void hidesTheQueryAndCredentialsOfAddresses() {
        assertThat(text(Map.of("Origin", List.of("https://a.example/x?token=" + SECRET))))
                .isEqualTo("origin: https://a.example/x?***\n");
        assertThat(text(Map.of("Origin", List.of("https://bob:" + SECRET + "@a.example/"))))
                .isEqualTo("origin: ***\n");
    }

    @Test
    void forgesNoLine() {
        assertThat(text(Map.of("User-Agent", List.of("a\r\nauthorization: b\u2028\u202e\ud800\u0000\u0085"))))
                .isEqualTo("user-agent: a\ufffd\ufffdauthorization: b\ufffd\ufffd\ufffd\ufffd\ufffd\n");
    }

    @Property(tries = 300)
    void isBoundedAndReadableHoweverMuchIsSent(@ForAll("headers") Map<String, List<String>> headers) {
        String text = text(headers);

        assertThat(text.lines().count()).isLessThanOrEqualTo(ShownHeaders.MOST_LINES + 1L);
        assertThat(text.length()).isLessThan(ShownHeaders.MOST_TEXT + 300);
        assertThat(text).doesNotContain("\0", "\r");
        assertThat(ShownHeaders.read(text)).isNotNull();
    }

    @Property(tries = 300)
    void showsNoSecretWhereverItIsPut(
            @ForAll("headers") Map<String, List<String>> others, @ForAll("secretPlaces") String place) {
        Map<String, List<String>> headers = new HashMap<>(others);
        String name = place.contains("?") ? "Origin" : place;
        headers.put(name, List.of(place.contains("?") ? "http://h/" + place + SECRET : SECRET));

        assertThat(shown.text(request(headers, Set.of("x-proof", "host")))).doesNotContain(SECRET);
    }

    @Provide
    Arbitrary<String> secretPlaces() {
        return Arbitraries.oneOf(
                Arbitraries.of("X-Proof", "Host", "Authorization", "Cookie", "x?key=", "?token="),
                Arbitraries.strings().withChars("abcXYZ-_.").ofMinLength(12).ofMaxLength(30));
    }

    @Provide
    Arbitrary<Map<String, List<String>>> headers() {
        Arbitrary<String> names =
                Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(80), Arbitraries.of("accept", "Via", "Host"));
        Arbitrary<String> values = Arbitraries.strings().ofMaxLength(400);
        return Arbitraries.maps(names, values.list().ofMaxSize(30)).ofMaxSize(60);
    }

    private String text(Map<String, List<String>> headers) {
        return shown.text(request(headers, Set.of()));
    }

    private static RequestFacts request(Map<String, List<String>> headers, Set<String> secret) {
        return new RequestFacts("digital", "192.0.2.1", Headers.of(headers), secret, 0, 0, Instant.EPOCH);
    }
}
