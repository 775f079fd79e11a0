package io.switchhook.verification;

import static io.switchhook.verification.Requests.NOW;
import static io.switchhook.verification.Requests.NOW_SECONDS;
import static io.switchhook.verification.Requests.reason;
import static io.switchhook.verification.Requests.request;
import static io.switchhook.verification.Requests.sentence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Result;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HmacTest {
    private static final String BODY = "{\"a\":1}";
    private static final String RIGHT = digest("key", BODY);
    private static final String OTHER = "00".repeat(32);

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "X,%s", "%s,X", "0000, %s", "X %s", "X,X,X,X,X,X,X,X,X,X,X,X,X,X,X,%s"})
    void findsTheRightOneAmongSeveralSignatures(String header) {
        String value = header.formatted(RIGHT).replace("X", OTHER);

        assertThat(judge("", value)).isEqualTo(new Accepted(1));
    }

    @Test
    void looksAtSixteenSignaturesAndNoMore() {
        assertThat(reason(judge("", (OTHER + ",").repeat(16) + RIGHT))).isEqualTo("malformed-signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0=%s", "v0= %s", "v1=X,v0=%s", "v0=X v0=%s", "v0=junk,v0=%s", "v0=%s,v1=X"})
    void takesTheSignaturesThatHaveThePrefix(String header) {
        String value = header.formatted(RIGHT).replace("X", OTHER);

        assertThat(judge("v0=", value)).isEqualTo(new Accepted(1));
    }

    @ParameterizedTest
    @CsvSource({
        "'', malformed-signature",
        "' ', malformed-signature",
        "',', malformed-signature",
        "v0=, malformed-signature",
        "V0=%s, malformed-signature",
        "%s, malformed-signature",
        "v1=%s, malformed-signature",
        "v0=%s0, malformed-signature",
        "v0=%s00, malformed-signature",
        "v0=gg, malformed-signature",
        "v0=X, wrong-signature",
        "'v0=X,%s', wrong-signature",
        "'v1=%s,v0=X', wrong-signature"
    })
    void refusesEverythingElseInTheHeader(String header, String reason) {
        assertThat(reason(judge("v0=", header.formatted(RIGHT).replace("X", OTHER))))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "base64, true",
        "base64, false",
        "base64url, true",
        "base64url, false",
    })
    void readsEveryDigestOfAnEncodingInTheFormItHas(String encoding, boolean padded) {
        byte[] digest = HexFormat.of().parseHex(digest("key", BODY));
        Base64.Encoder encoder = encoding.equals("base64") ? Base64.getEncoder() : Base64.getUrlEncoder();
        String value = (padded ? encoder : encoder.withoutPadding()).encodeToString(digest);
        HmacScheme scheme = HmacScheme.ofBody(
                "X-Sig",
                HmacAlgorithm.SHA256,
                DigestEncoding.named(encoding).orElseThrow(),
                new SignatureForm.Listed(""));

        boolean accepted = new Hmac(scheme, List.of("key".getBytes(UTF_8))).verify(request(BODY, "X-Sig", value))
                instanceof Accepted;

        assertThat(accepted).isEqualTo(padded || encoding.equals("base64url"));
    }

    @Test
    void namesTheFirstSecretThatMatches() {
        List<byte[]> secrets = List.of("new".getBytes(UTF_8), "key".getBytes(UTF_8), "key".getBytes(UTF_8));

        Result result = new Hmac(listed(""), secrets).verify(request(BODY, "X-Sig", RIGHT));

        assertThat(result).isEqualTo(new Accepted(2));
    }

    @Test
    void refusesAHeaderGivenTwice() {
        Verification slack = timed("seconds");
        String signature = digest("key", NOW_SECONDS + "." + BODY);

        assertThat(reason(slack.verify(request(BODY, "X-Sig", signature, "x-sig", signature, "X-Time", NOW_SECONDS))))
                .isEqualTo("repeated-signature");
        assertThat(reason(
                        slack.verify(request(BODY, "X-Sig", signature, "X-Time", NOW_SECONDS, "x-time", NOW_SECONDS))))
                .isEqualTo("repeated-timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "seconds, 1773480413, accepted",
        "seconds, 1773480113, accepted",
        "seconds, 1773480112, stale-timestamp",
        "seconds, 1773480713, accepted",
        "seconds, 1773480714, future-timestamp",
        "seconds, 1773480413000, malformed-timestamp",
        "seconds, 99999999999, future-timestamp",
        "seconds, 0, stale-timestamp",
        "seconds, -1773480413, malformed-timestamp",
        "seconds, +1773480413, malformed-timestamp",
        "seconds, 1773480413.0, malformed-timestamp",
        "seconds, 1.773480413E9, malformed-timestamp",
        "seconds, NaN, malformed-timestamp",
        "seconds, Infinity, malformed-timestamp",
        "seconds, '', malformed-timestamp",
        "seconds, \u0661773480413, malformed-timestamp",
        "millis, 1773480413949, accepted",
        "millis, 1773480713000, accepted",
        "millis, 1773480713001, future-timestamp",
        "millis, 1773480112999, stale-timestamp",
        "millis, 1773480413, stale-timestamp",
        "iso, 2026-03-14T09:26:53Z, accepted",
        "iso, 2026-03-14T10:26:53.123456789+01:00, accepted",
        "iso, 2026-03-14T09:21:52Z, stale-timestamp",
        "iso, 2026-03-14T09:26:53, malformed-timestamp",
        "iso, 2026-02-30T09:26:53Z, malformed-timestamp",
        "iso, 2026-03-14, malformed-timestamp",
        "iso, +999999999-12-31T23:59:59Z, malformed-timestamp",
        "iso, 1773480413, malformed-timestamp"
    })
    void looksAtTheTimeBothWays(String format, String time, String reason) {
        Result result = timed(format).verify(request(BODY, "X-Sig", digest("key", time + "." + BODY), "X-Time", time));

        assertThat(reason(result)).isEqualTo(reason);
    }

    @Test
    void saysHowOldARequestIsAndHowOldItMayBe() {
        Result result = timed("seconds").verify(request(BODY, "X-Sig", RIGHT, "X-Time", "1773480001"));

        assertThat(sentence(result)).isEqualTo("The timestamp in header X-Time is 412 s old, 300 s are allowed.");
    }

    @Test
    void signsTheTimeThatIsChecked() {
        String old = digest("key", "1773480001." + BODY);

        assertThat(reason(timed("seconds").verify(request(BODY, "X-Sig", old, "X-Time", NOW_SECONDS))))
                .isEqualTo("wrong-signature");
        assertThat(reason(timed("seconds").verify(request(BODY, "X-Sig", old)))).isEqualTo("missing-timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "'t=T,v1=S', accepted",
        "'t=T;v1=S', accepted",
        "'v1=S, t=T', accepted",
        "'t=T,v1=X,v1=S', accepted",
        "'t=T,v0=X,v1=S,u', accepted",
        "'t=T,v1=junk,v1=S', accepted",
        "'v1=S', missing-timestamp",
        "'t=T', malformed-signature",
        "'t=T,t=T,v1=S', repeated-timestamp",
        "'t=T,v1=X', wrong-signature",
        "'t=T,v0=S', malformed-signature",
        "'t=,v1=S', malformed-timestamp",
        "'=,;=;,v1', malformed-signature"
    })
    void readsPairsInOneHeader(String header, String reason) {
        String value = header.replace("T", NOW_SECONDS)
                .replace("S", digest("key", NOW_SECONDS + "." + BODY))
                .replace("X", OTHER);
        HmacScheme scheme = new HmacScheme(
                "X-Sig",
                HmacAlgorithm.SHA256,
                DigestEncoding.HEX,
                new SignatureForm.Keyed("v1", Optional.of("t")),
                SignedContent.parse("{timestamp}.{body}"),
                Optional.of(window("seconds")),
                Optional.empty(),
                Optional.empty(),
                "");

        assertThat(reason(new Hmac(scheme, List.of("key".getBytes(UTF_8))).verify(request(BODY, "X-Sig", value))))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"abc-1, accepted", "'', malformed-id", "a b, malformed-id", "\u00e4, malformed-id"})
    void signsAnId(String id, String reason) {
        HmacScheme scheme = new HmacScheme(
                "X-Sig",
                HmacAlgorithm.SHA256,
                DigestEncoding.HEX,
                new SignatureForm.Listed(""),
                SignedContent.parse("{id}\\n{body}"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("X-Id"),
                "");
        Verification verification = new Hmac(scheme, List.of("key".getBytes(UTF_8)));
        String signature = digest("key", id + "\n" + BODY);

        assertThat(reason(verification.verify(request(BODY, "X-Sig", signature, "X-Id", id))))
                .isEqualTo(reason);
        assertThat(reason(verification.verify(request(BODY, "X-Sig", signature))))
                .isEqualTo("missing-id");
        assertThat(reason(verification.verify(request(BODY, "X-Sig", signature, "X-Id", id, "x-id", id))))
                .isEqualTo("repeated-id");
    }

    @ParameterizedTest
    @CsvSource({"'', https://h.example/x", "a=1&b=%20, https://h.example/x?a=1&b=%20"})
    void signsTheAddressAsSendersSeeIt(String query, String url) {
        HmacScheme scheme = address("{url}|{body}");
        Verification verification = new Hmac(scheme, List.of("key".getBytes(UTF_8)));
        String signature = digest("key", url + "|" + BODY);

        assertThat(verification.verify(request(query, NOW, BODY, "X-Sig", signature)))
                .isEqualTo(new Accepted(1));
        assertThat(reason(verification.verify(request(query + "&c=2", NOW, BODY, "X-Sig", signature))))
                .isEqualTo("wrong-signature");
    }

    @ParameterizedTest
    @CsvSource({
        "b=2&a=1, a1b2",
        "a=2&a=1&a=2, a1a2",
        "a=%C3%BC+x&&b, aü xb",
        "'', ''",
        "a=%zz, !malformed-form",
        "a=%C3, !malformed-form",
        "a=%, !malformed-form"
    })
    void signsAFormAsTwilioDoes(String body, String signed) {
        Result result = new Hmac(address("{url}{form}"), List.of("key".getBytes(UTF_8)))
                .verify(request(body, "X-Sig", digest("key", "https://h.example/x" + signed)));

        assertThat(reason(result)).isEqualTo(signed.startsWith("!") ? signed.substring(1) : "accepted");
    }

    @Test
    void readsNoFormAndNoHeaderWithoutEnd() {
        Verification verification = new Hmac(address("{url}{form}"), List.of("key".getBytes(UTF_8)));

        assertThat(reason(verification.verify(request("a&".repeat(1_000), "X-Sig", OTHER))))
                .isEqualTo("wrong-signature");
        assertThat(reason(verification.verify(request("a&".repeat(1_001), "X-Sig", OTHER))))
                .isEqualTo("malformed-form");
        assertThat(reason(verification.verify(request("a", "X-Sig", ",".repeat(8_192) + OTHER))))
                .isEqualTo("malformed-signature");
    }

    @Test
    void aBodyDigestInTheAddressIsCheckedWhateverTheBodyIs() {
        Verification verification = new Hmac(address("{url}{form}"), List.of("key".getBytes(UTF_8)));
        String query = "bodySHA256=" + HexFormat.of().formatHex(SignedForm.sha256(BODY.getBytes(UTF_8)));
        String signature = digest("key", "https://h.example/x?" + query);

        assertThat(verification.verify(request(query, NOW, BODY, "X-Sig", signature)))
                .isEqualTo(new Accepted(1));
        assertThat(reason(verification.verify(request(query, NOW, "", "X-Sig", signature))))
                .isEqualTo("wrong-body-digest");
        assertThat(reason(verification.verify(request("bodySHA256=00", NOW, "", "X-Sig", signature))))
                .isEqualTo("wrong-body-digest");
        assertThat(reason(verification.verify(request(query + "&" + query, NOW, BODY, "X-Sig", signature))))
                .isEqualTo("malformed-body-digest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "}", "{body", "{body}}", "{Body}", "{header}", "{}", "{{body}}"})
    void aTemplateHasNoOtherBraces(String template) {
        assertThatThrownBy(() -> SignedContent.parse(template)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSchemeWhosePartsDoNotFitTogetherCannotBeMade() {
        assertThatThrownBy(() -> address("{body}")).hasMessageContaining("address");
        assertThatThrownBy(() -> address("{url}")).hasMessageContaining("body");
        assertThatThrownBy(() -> address("{url}{body}{id}")).hasMessageContaining("id");
        assertThatThrownBy(() -> address("{url}{body}{timestamp}")).hasMessageContaining("window");
    }

    private static HmacScheme address(String content) {
        return new HmacScheme(
                "X-Sig",
                HmacAlgorithm.SHA256,
                DigestEncoding.HEX,
                new SignatureForm.Listed(""),
                SignedContent.parse(content),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "https://h.example/x");
    }

    private static Verification timed(String format) {
        HmacScheme scheme = new HmacScheme(
                "X-Sig",
                HmacAlgorithm.SHA256,
                DigestEncoding.HEX,
                new SignatureForm.Listed(""),
                SignedContent.parse("{timestamp}.{body}"),
                Optional.of(window(format)),
                Optional.of("X-Time"),
                Optional.empty(),
                "");
        return new Hmac(scheme, List.of("key".getBytes(UTF_8)));
    }

    private static ReplayWindow window(String format) {
        return new ReplayWindow(TimestampFormat.named(format).orElseThrow(), Duration.ofMinutes(5));
    }

    private static Result judge(String prefix, String header) {
        return new Hmac(listed(prefix), List.of("key".getBytes(UTF_8))).verify(request(BODY, "X-Sig", header));
    }

    private static HmacScheme listed(String prefix) {
        return HmacScheme.ofBody("X-Sig", HmacAlgorithm.SHA256, DigestEncoding.HEX, new SignatureForm.Listed(prefix));
    }

    private static String digest(String key, String content) {
        return HexFormat.of()
                .formatHex(HmacKeys.digest(
                        HmacAlgorithm.SHA256,
                        HmacKeys.key(HmacAlgorithm.SHA256, key.getBytes(UTF_8)),
                        List.of(content.getBytes(UTF_8))));
    }
}
