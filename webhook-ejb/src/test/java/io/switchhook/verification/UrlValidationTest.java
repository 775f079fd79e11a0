package io.switchhook.verification;

import static io.switchhook.verification.Requests.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlValidationTest {
    private static final String EVENT =
            "{\"payload\":{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\"},\"event_ts\":1654503849680,\"event\":\"endpoint.url_validation\"}";
    private static final SignedContent SEPARATED = SignedContent.parse("v0:{timestamp}:{body}");

    private final UrlValidation zoom =
            new UrlValidation.Zoom(List.of("older".getBytes(UTF_8), "token".getBytes(UTF_8)), SEPARATED);

    /** printf qgg8vlvZRS6UYooatFL8Aw | openssl dgst -sha256 -hmac token */
    @Test
    void signsATokenOfZoomsWithTheSecretThatVerified() {
        assertThat(zoom.answer(request(EVENT), 2))
                .hasValue("{\"plainToken\":\"qgg8vlvZRS6UYooatFL8Aw\",\"encryptedToken\":"
                        + "\"414abd224443df658c657e796f92313035961d4b4abbf7136289307425f70631\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1,\"payload\":{\"plainToken\":\"a b\"}}",
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1,\"payload\":{\"plainToken\":\"v0:1:x\"}}",
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1,\"payload\":{\"plainToken\":\"\"}}",
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1,\"payload\":{\"plainToken\":1}}",
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1,\"payload\":{\"plainToken\":\"a\",\"x\":1}}",
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1,\"payload\":\"a\"}",
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":1,\"payload\":{\"plainToken\":\"a\"},\"x\":1}",
                "{\"event\":\"endpoint.url_validation\",\"event_ts\":\"1\",\"payload\":{\"plainToken\":\"a\"}}",
                "{\"event\":\"endpoint.url_validation\",\"payload\":{\"plainToken\":\"a\"}}",
                "{\"event\":\"meeting.started\",\"event_ts\":1,\"payload\":{\"plainToken\":\"a\"}}",
                "[\"endpoint.url_validation\"]",
                "endpoint.url_validation",
                ""
            })
    void signsNothingElse(String body) {
        assertThat(zoom.answer(request(body), 1)).isEmpty();
    }

    @Test
    void signsNothingLongAndNothingNested() {
        String longToken = EVENT.replace("qgg8", "a".repeat(60));
        String longBody = EVENT + " ".repeat(5_000);
        String nested = "[".repeat(4_000);

        assertThat(zoom.answer(request(longToken), 1)).isEmpty();
        assertThat(zoom.answer(request(longBody), 1)).isEmpty();
        assertThat(zoom.answer(request(nested), 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{body}", "{timestamp}{body}", "v0{body}", "v0={id}/{body}+"})
    void refusesToSignWhereATokenCouldBeAllThatAnEventSigns(String content) {
        assertThatThrownBy(() -> new UrlValidation.Zoom(List.of("token".getBytes(UTF_8)), SignedContent.parse(content)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void echoesAChallengeOfSlacks() {
        UrlValidation slack = new UrlValidation.Slack();

        assertThat(slack.answer(
                        request("{\"token\":\"x\",\"challenge\":\"3eZbrw1a\",\"type\":\"url_verification\"}"), 1))
                .hasValue("{\"challenge\":\"3eZbrw1a\"}");
        assertThat(slack.answer(request("{\"challenge\":\"<script>\",\"type\":\"url_verification\"}"), 1))
                .isEmpty();
        assertThat(slack.answer(request("{\"challenge\":\"3eZbrw1a\",\"type\":\"event_callback\"}"), 1))
                .isEmpty();
    }
}
