package io.switchhook.dataaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.DataActionSamples;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class DataActionReportTest extends DataActionFixture {
    @Test
    void aTestAnswersOperationByOperationWithoutSecrets() {
        answer = new Answer.Received(200, "{\"echo\":\"s3cr\\\"et\",\"n\":4}", false);
        DataAction action = action(
                "{\"requestType\":\"POST\",\"requestUrlTemplate\":\"https://x.example.com/?k=$esc.url($credentials.apiKey)\","
                        + "\"headers\":{\"X-Key\":\"$encoding.base64($credentials.apiKey)\",\"Authorization\":\"Bearer $input.t\"},"
                        + "\"requestTemplate\":\"{\\\"k\\\":\\\"$esc.jsonString($credentials.apiKey)\\\",\\\"n\\\":$input.n}\"}",
                "{\"translationMap\":{\"n\":\"$.n\"},\"successTemplate\":\"{\\\"n\\\":$n}\"}");

        Outcome outcome = run(action, "{\"n\":4,\"t\":\"token-of-the-caller\"}");
        JsonObject report = log.report(outcome);

        assertThat(report.getBoolean("success")).isTrue();
        assertThat(report.get("finalResult")).isEqualTo(JsonText.read("{\"n\":4}"));
        assertThat(report.getJsonArray("operations").getValuesAs(JsonObject.class))
                .extracting(operation -> operation.getInt("step") + " " + operation.getString("name"))
                .containsExactly(
                        "1 check the input against its schema",
                        "2 fill in the URL",
                        "3 fill in the headers",
                        "4 fill in the body",
                        "5 call the target",
                        "6 read the answer",
                        "7 apply the translation map",
                        "8 fill in the success template",
                        "9 check the result against its schema");
        assertThat(report.getJsonArray("operations").getJsonObject(1).getString("result"))
                .isEqualTo("https://x.example.com/?k=***");
        assertThat(report.getJsonArray("operations").getJsonObject(2).get("result"))
                .isEqualTo(JsonText.read("{\"X-Key\":\"Kioq\",\"Authorization\":\"***\"}"));
        assertThat(report.toString())
                .doesNotContain("s3cr")
                .doesNotContain(Base64.getEncoder().encodeToString("s3cr\"et".getBytes(StandardCharsets.UTF_8)));
        assertThat(report.getJsonArray("operations").getJsonObject(5).get("result"))
                .isEqualTo(JsonText.read("{\"echo\":\"***\",\"n\":4}"));
    }

    @Test
    void aSecureActionShowsNothing() {
        DataAction secure = DataActionSamples.secure();

        JsonObject report = log.report(run(secure, "{\"card\":\"4111\"}"));

        assertThat(report.getBoolean("success")).isTrue();
        assertThat(report.toString()).doesNotContain("4111").doesNotContain("example.com");
    }
}
