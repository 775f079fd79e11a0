package io.switchhook.verification;

import static io.switchhook.verification.Requests.NOW_SECONDS;
import static io.switchhook.verification.Requests.reason;
import static io.switchhook.verification.Requests.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.verification.StandardWebhooks.HeaderNames;
import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Result;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhooksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_" + "A".repeat(32);
    private static final String BODY = "{\"test\": 1}";
    private static final KeyPair PAIR = pair();

    @ParameterizedTest
    @CsvSource({
        "v1;S, accepted",
        "v0;x v1;S, accepted",
        "v1;bm9wZQ== v1;S, accepted",
        "v1;junk! v1;S v1a;x, accepted",
        "v1a;S, malformed-signature",
        "V1;S, malformed-signature",
        "S, malformed-signature",
        "'', malformed-signature",
        "v1;, wrong-signature",
        "v1;=, malformed-signature",
        "v1;S=, malformed-signature",
        "v1;bm9wZQ==, wrong-signature"
    })
    void passesOverSignaturesThatNoKeyIsFor(String header, String reason) {
        String value = header.replace(';', ',').replace("S", hmac("id", NOW_SECONDS));

        assertThat(reason(judge(List.of(SECRET), "id", NOW_SECONDS, value))).isEqualTo(reason);
    }

    @Test
    void namesTheSecretThatMatchedWhateverItsKind() {
        String whpk =
                "whpk_" + Base64.getEncoder().encodeToString(PAIR.getPublic().getEncoded());
        String both = "v1," + hmac("id", NOW_SECONDS) + " v1a," + ed25519("id", NOW_SECONDS);

        assertThat(judge(List.of(OTHER, whpk), "id", NOW_SECONDS, both)).isEqualTo(new Accepted(2));
        assertThat(judge(List.of(OTHER, whpk, SECRET), "id", NOW_SECONDS, "v1," + hmac("id", NOW_SECONDS)))
                .isEqualTo(new Accepted(3));
    }

    @Test
    void readsAPublicKeyInBothEncodings() {
        byte[] der = PAIR.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(der, der.length - 32, der.length);

        for (byte[] key : List.of(der, raw)) {
            String whpk = "whpk_" + Base64.getEncoder().encodeToString(key);
            assertThat(judge(List.of(whpk), "id", NOW_SECONDS, "v1a," + ed25519("id", NOW_SECONDS)))
                    .isEqualTo(new Accepted(1));
            assertThat(reason(judge(List.of(whpk), "id", NOW_SECONDS, "v1," + hmac("id", NOW_SECONDS))))
                    .isEqualTo("malformed-signature");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "id, 1773480413, accepted",
        "id, 1773480112, stale-timestamp",
        "id, 1773480714, future-timestamp",
        "id, now, malformed-timestamp",
        "'', 1773480413, malformed-id",
        "a.1773480413, 1773480413, malformed-id"
    })
    void signsIdAndTime(String id, String time, String reason) {
        assertThat(reason(judge(List.of(SECRET), id, time, "v1," + hmac(id, time))))
                .isEqualTo(reason);
    }

    @Test
    void refusesAnIdOrTimeThatIsNotTheSignedOne() {
        String signature = "v1," + hmac("id", NOW_SECONDS);

        assertThat(reason(judge(List.of(SECRET), "ie", NOW_SECONDS, signature))).isEqualTo("wrong-signature");
        assertThat(reason(judge(List.of(SECRET), "id", "1773480414", signature)))
                .isEqualTo("wrong-signature");
    }

    @Test
    void wantsEachHeaderOnce() {
        Verification verification =
                new StandardWebhooks(List.of(SECRET), HeaderNames.STANDARD, ReplayWindow.DEFAULT_TOLERANCE);

        assertThat(reason(verification.verify(request(BODY)))).isEqualTo("missing-id");
        assertThat(reason(verification.verify(request(BODY, "webhook-id", "i"))))
                .isEqualTo("missing-timestamp");
        assertThat(reason(verification.verify(request(BODY, "webhook-id", "i", "webhook-timestamp", NOW_SECONDS))))
                .isEqualTo("missing-signature");
        assertThat(reason(verification.verify(request(
                        BODY,
                        "webhook-id",
                        "i",
                        "webhook-timestamp",
                        NOW_SECONDS,
                        "webhook-signature",
                        "v1,x",
                        "Webhook-Signature",
                        "v1,x"))))
                .isEqualTo("repeated-signature");
    }

    @Test
    void letsSendersNameTheirHeadersOtherwise() {
        HeaderNames svix = new HeaderNames("svix-id", "svix-timestamp", "svix-signature");
        Verification verification = new StandardWebhooks(List.of(SECRET), svix, ReplayWindow.DEFAULT_TOLERANCE);

        assertThat(verification.verify(request(
                        BODY,
                        "svix-id",
                        "id",
                        "svix-timestamp",
                        NOW_SECONDS,
                        "svix-signature",
                        "v1," + hmac("id", NOW_SECONDS))))
                .isEqualTo(new Accepted(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_s3cr3t-n0t!base64",
                "whpk_c2hvcnQ=",
                "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            })
    void saysWhichSecretIsNoneAndShowsNothingOfIt(String secret) {
        assertThatThrownBy(() -> new StandardWebhooks(
                        List.of(SECRET, secret), HeaderNames.STANDARD, ReplayWindow.DEFAULT_TOLERANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret 2")
                .hasMessageNotContaining("s3cr3t")
                .hasMessageNotContaining("MfKQ");
    }

    private static Result judge(List<String> secrets, String id, String time, String signature) {
        return new StandardWebhooks(secrets, HeaderNames.STANDARD, ReplayWindow.DEFAULT_TOLERANCE)
                .verify(request(BODY, "webhook-id", id, "webhook-timestamp", time, "webhook-signature", signature));
    }

    private static String hmac(String id, String time) {
        byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
        return Base64.getEncoder()
                .encodeToString(HmacKeys.digest(
                        HmacAlgorithm.SHA256,
                        HmacKeys.key(HmacAlgorithm.SHA256, key),
                        List.of((id + "." + time + "." + BODY).getBytes(UTF_8))));
    }

    private static String ed25519(String id, String time) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(PAIR.getPrivate());
            signer.update((id + "." + time + "." + BODY).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
