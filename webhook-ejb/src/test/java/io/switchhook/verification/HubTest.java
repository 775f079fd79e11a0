package io.switchhook.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubTest {
    private static final String SECRET = "demo-app-secret";
    private static final String BODY =
            "{\"operationId\":\"0a1b2c3d-1111-4222-8333-444455556666\",\"data\":{\"entities\":[{"
                    + "\"event\":\"STARTED\",\"entity\":{\"id\":\"00000000-aaaa-4bbb-8ccc-000000000001\",\"mediaType\":\"chat\"}}]}}";
    private static final String HEX = "ed38e632a9cc453cbe22a4ffe65bb845181514fa";
    private static final String BASE64 = "7TjmMqnMRTy+IqT/5lu4RRgVFPo=";

    private final Verification hex = Hmac.hubSha1(List.of(SECRET), DigestEncoding.HEX);
    private final Verification base64 = Hmac.hubSha1(List.of(SECRET), DigestEncoding.BASE64);

    @Test
    void acceptsThePublishedVectorInHexOfEitherCase() {
        assertThat(verify(hex, "sha1=" + HEX)).isEqualTo(new Accepted(1));
        assertThat(verify(hex, "sha1=" + HEX.toUpperCase(Locale.ROOT))).isEqualTo(new Accepted(1));
    }

    @Test
    void acceptsThePublishedVectorInBase64WhenConfigured() {
        assertThat(verify(base64, "sha1=" + BASE64)).isEqualTo(new Accepted(1));
    }

    @Test
    void takesOneEncodingOnly() {
        assertThat(reason(verify(hex, "sha1=" + BASE64))).isEqualTo("malformed-signature");
        assertThat(reason(verify(base64, "sha1=" + HEX))).isEqualTo("malformed-signature");
    }

    @Test
    void findsTheHeaderInAnyCase() {
        assertThat(verify(hex, BODY, Map.of("x-hUB-signature", List.of("sha1=" + HEX))))
                .isEqualTo(new Accepted(1));
    }

    @Test
    void letsBlanksStandAroundTheDigest() {
        assertThat(verify(hex, " sha1= " + HEX + " ")).isEqualTo(new Accepted(1));
    }

    @Test
    void saysWhichSecretMatchedByPosition() {
        Verification rotating = Hmac.hubSha1(List.of("newer", SECRET), DigestEncoding.HEX);

        assertThat(verify(rotating, "sha1=" + HEX)).isEqualTo(new Accepted(2));
        assertThat(verify(rotating, HubSignature.header(bytes(BODY), "newer"))).isEqualTo(new Accepted(1));
    }

    @Test
    void rejectsAMissingHeader() {
        assertThat(reason(verify(hex, BODY, Map.of()))).isEqualTo("missing-signature");
    }

    @Test
    void rejectsTwoHeadersEvenIfBothAreRight() {
        Map<String, List<String>> twoLines = Map.of("X-Hub-Signature", List.of("sha1=" + HEX, "sha1=" + HEX));
        Map<String, List<String>> twoCases =
                Map.of("X-Hub-Signature", List.of("sha1=" + HEX), "x-hub-signature", List.of("sha1=" + HEX));

        assertThat(reason(verify(hex, BODY, twoLines))).isEqualTo("repeated-signature");
        assertThat(reason(verify(hex, BODY, twoCases))).isEqualTo("repeated-signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha1",
                "sha1=",
                "sha1=ed38",
                "sha1==" + HEX,
                "sha1=" + HEX + "00",
                "sha1=" + HEX + "," + HEX,
                "sha1=zz38e632a9cc453cbe22a4ffe65bb845181514fa",
                "sha1=\u0665d38e632a9cc453cbe22a4ffe65bb845181514fa"
            })
    void rejectsAMalformedHeader(String value) {
        assertThat(reason(verify(hex, value))).isEqualTo("malformed-signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7TjmMqnMRTy+IqT/5lu4RRgVFPo", "7TjmMqnMRTy+IqT/5lu4RRgVFPp=", "7TjmMqnMRTy-IqT_5lu4RRgVFPo="})
    void rejectsBase64ThatIsNotTheOneForm(String digest) {
        assertThat(reason(verify(base64, "sha1=" + digest))).isEqualTo("malformed-signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256=" + HEX, "SHA1=" + HEX, "=" + HEX, "none=" + HEX, "sha1,sha1=" + HEX})
    void rejectsAnotherAlgorithm(String value) {
        assertThat(reason(verify(hex, value))).isEqualTo("wrong-algorithm");
    }

    @Test
    void rejectsAnotherSecretAndAChangedBody() {
        assertThat(reason(verify(hex, HubSignature.header(bytes(BODY), "other"))))
                .isEqualTo("wrong-signature");
        assertThat(reason(verify(hex, BODY + " ", Map.of("X-Hub-Signature", List.of("sha1=" + HEX)))))
                .isEqualTo("wrong-signature");
    }

    @Test
    void neverShowsASecretOrADigest() {
        Result wrong = verify(hex, HubSignature.header(bytes(BODY), "other"));

        assertThat(wrong.toString()).doesNotContain(SECRET, HEX, BASE64);
        assertThat(verify(hex, HEX + "=" + HEX).toString()).doesNotContain(HEX);
        assertThat(hex.toString()).doesNotContain(SECRET);
    }

    @Test
    void cannotBeMadeWithoutSecrets() {
        assertThatThrownBy(() -> Hmac.hubSha1(List.of(), DigestEncoding.HEX))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hmac.hubSha1(List.of(SECRET, ""), DigestEncoding.HEX))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signsWhatItAccepts() {
        Map<String, String> signed = Signer.of("hub-sha1", SECRET).sign(bytes(BODY));

        assertThat(signed).isEqualTo(Map.of("X-Hub-Signature", "sha1=" + HEX));
    }

    @Test
    void refusesToSignByASchemeItDoesNotKnow() {
        assertThatThrownBy(() -> Signer.of("rot13", SECRET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("rot13", "hub-sha1")
                .hasMessageNotContaining(SECRET);
    }

    private static Result verify(Verification verification, String header) {
        return verify(verification, BODY, Map.of("X-Hub-Signature", List.of(header)));
    }

    private static Result verify(Verification verification, String body, Map<String, List<String>> headers) {
        return verification.verify(new HookRequest(Headers.of(headers), bytes(body), "192.0.2.1", Instant.EPOCH));
    }

    private static String reason(Result result) {
        return ((Rejected) result).reason();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
