package io.switchhook.verification;

import static io.switchhook.verification.Requests.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.request.HookRequest;
import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that senders publish with secret and body, so that a receiver can be tried. */
class PublishedVectorsTest {

    /** docs.github.com, "Validating webhook deliveries". */
    @Test
    void github() {
        Verification verification = Hmac.hubSha256(List.of("It's a Secret to Everybody"), DigestEncoding.HEX);

        judge(
                verification,
                request(
                        "Hello, World!",
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
        assertThat(Signer.of("hub-sha256", "It's a Secret to Everybody").sign("Hello, World!".getBytes(UTF_8)))
                .isEqualTo(Map.of(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
    }

    /** docs.slack.dev, "Verifying requests from Slack". */
    @Test
    void slack() {
        HmacScheme scheme = new HmacScheme(
                "X-Slack-Signature",
                HmacAlgorithm.SHA256,
                DigestEncoding.HEX,
                new SignatureForm.Listed("v0="),
                SignedContent.parse("v0:{timestamp}:{body}"),
                Optional.of(new ReplayWindow(TimestampFormat.SECONDS, Duration.ofMinutes(5))),
                Optional.of("X-Slack-Request-Timestamp"),
                Optional.empty(),
                "");

        judge(
                new Hmac(scheme, List.of("8f742231b10e8888abcd99yyyzzz85a5".getBytes(UTF_8))),
                request(
                        "",
                        Instant.ofEpochSecond(1531420618),
                        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect"
                                + "&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                                + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121"
                                + ".803a0bc887a14d10d2c447fce8b6703c",
                        "X-Slack-Signature",
                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                        "X-Slack-Request-Timestamp",
                        "1531420618"));
    }

    /** twilio.com/docs/usage/security and the tests of twilio-java. */
    @ParameterizedTest
    @CsvSource({"%2B12349013030, 0/KCTR6DLpKmkAf8muzZqo1nDgQ=", "%2B14158675309, RSOYDt4T1cUTdK1PDd93/VVr8B8="})
    void twilio(String caller, String signature) {
        HmacScheme scheme = new HmacScheme(
                "X-Twilio-Signature",
                HmacAlgorithm.SHA1,
                DigestEncoding.BASE64,
                new SignatureForm.Listed(""),
                SignedContent.parse("{url}{form}"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "https://mycompany.com/myapp.php");
        String body = "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=" + caller + "&From=" + caller;

        judge(
                new Hmac(scheme, List.of("12345".getBytes(UTF_8))),
                request("foo=1&bar=2", Instant.EPOCH, body, "X-Twilio-Signature", signature));
    }

    /** standardwebhooks.com, the tests of its libraries. */
    @Test
    void standardWebhooks() {
        Verification verification = new StandardWebhooks(
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                StandardWebhooks.HeaderNames.STANDARD,
                ReplayWindow.DEFAULT_TOLERANCE);

        judge(
                verification,
                request(
                        "",
                        Instant.ofEpochSecond(1614265330),
                        "{\"test\": 2432232314}",
                        "webhook-id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp",
                        "1614265330",
                        "webhook-signature",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    private static void judge(Verification verification, HookRequest request) {
        assertThat(verification.verify(request)).isEqualTo(new Accepted(1));
        byte[] longer = Arrays.copyOf(request.body(), request.body().length + 1);
        longer[longer.length - 1] = 'x';
        assertThat(verification.verify(request.withBody(longer, "none"))).isInstanceOf(Rejected.class);
    }
}
