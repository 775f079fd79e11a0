package io.switchhook.verification;

import static io.switchhook.verification.Requests.reason;
import static io.switchhook.verification.Requests.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Result;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebexContactCenterTest {
    private static final String SECRET = "demo-secret-demo-secret-demo-secret-32";
    private static final Verification WEBEX =
            new WebexContactCenter(List.of("older", SECRET), ReplayWindow.DEFAULT_TOLERANCE);

    @Test
    void acceptsVersion1() {
        String body =
                "{\"id\":\"11111111-2222-4333-8444-555555555555\",\"specversion\":\"1.0\",\"type\":\"agent:login\","
                        + "\"source\":\"/com/cisco/wxcc/99999999-aaaa-4bbb-8ccc-dddddddddddd\",\"comciscoorgid\":\"org-demo\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{\"agentId\":\"agent-demo\"}}";

        assertThat(WEBEX.verify(request(
                        body,
                        "X-WebexCC-Signature",
                        "e81eaef84ba08faaac423be80a0940e5e6e1b477bd07b5ac5c6995e4383d5526")))
                .isEqualTo(new Accepted(2));
    }

    @ParameterizedTest
    @CsvSource({
        "1773480413000, 1773480413000, accepted",
        "1773480113000, 1773480113000, accepted",
        "1773480112999, 1773480112999, stale-timestamp",
        "1773480713001, 1773480713001, future-timestamp",
        "1773480112999, 1773480413000, stale-timestamp",
        "1773480413000, 1773480413001, wrong-timestamp",
        "1773480112999, , stale-timestamp",
        "1773480413000, , accepted",
        ", 1773480413000, wrong-timestamp",
        "-1, -1, malformed-timestamp",
        "1.7E12, 1.7E12, malformed-timestamp"
    })
    void believesTheTimeThatIsSigned(String member, String header, String reason) {
        String number =
                member == null ? "{\"data\":{\"comciscotimestamp\":1}}" : "{\"comciscotimestamp\":" + member + "}";
        String text = number.replace(":" + member + "}", ":\"" + member + "\"}");

        assertThat(reason(judge(number, header))).isEqualTo(reason);
        assertThat(reason(judge(text, header))).isEqualTo(reason);
    }

    @Test
    void refusesASignedTimeGivenTwice() {
        String body = "{\"comciscotimestamp\":1773480413000,\"comciscotimestamp\":1}";

        assertThat(reason(judge(body, "1773480413000"))).isEqualTo("repeated-timestamp");
    }

    @Test
    void refusesAHeaderGivenTwice() {
        String body = "{\"comciscotimestamp\":1773480413000}";
        Result result = WEBEX.verify(request(
                body,
                "X-WebexCC-Signature",
                signature(body),
                "X-WebExCC-Timestamp",
                "1773480413000",
                "x-webexcc-timestamp",
                "1773480413000"));

        assertThat(reason(result)).isEqualTo("repeated-timestamp");
    }

    @Test
    void checksTheSignatureFirst() {
        assertThat(reason(WEBEX.verify(request("{", "X-WebexCC-Signature", "00".repeat(32)))))
                .isEqualTo("wrong-signature");
        assertThat(reason(WEBEX.verify(request("{")))).isEqualTo("missing-signature");
    }

    private static Result judge(String body, String header) {
        return header == null
                ? WEBEX.verify(request(body, "X-WebexCC-Signature", signature(body)))
                : WEBEX.verify(request(body, "X-WebexCC-Signature", signature(body), "X-WebExCC-Timestamp", header));
    }

    private static String signature(String body) {
        return HexFormat.of()
                .formatHex(HmacKeys.digest(
                        HmacAlgorithm.SHA256,
                        HmacKeys.key(HmacAlgorithm.SHA256, SECRET.getBytes(UTF_8)),
                        List.of(body.getBytes(UTF_8))));
    }
}
