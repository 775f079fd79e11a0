package io.switchhook.httprequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.workflow.AnswerPart;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestAnswerTest extends HttpRequestStepFixture {
    @Test
    void readsVariablesFromAJsonAnswerAndLeavesOutMissingOnes() {
        answer = new Answer(201, Map.of(), "\uFEFF{\"id\":12345678901234567890.5,\"list\":[1,2],\"nothing\":null}");
        step.output = Map.of("ticket", "$.id", "all", "list", "gone", "$.x.y", "nil", "$.nothing");

        StepResult.Done done = (StepResult.Done) execute();

        assertThat(done.output()).isEqualTo(json("{\"ticket\":12345678901234567890.5,\"all\":[1,2],\"nil\":null}"));
        assertThat(done.summary()).isEqualTo("POST " + step.url + ": 201 Created");
        assertThat(done.target())
                .isEqualTo("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html/>", "{\"id\":", "\u0000"})
    void anAnswerThatOutputCannotBeReadFromFailsForGood(String body) {
        answer = new Answer(200, Map.of(), body);
        step.output = Map.of("ticket", "$.id");

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isFalse();
        assertThat(failed.reason()).contains("200 OK, but the answer is not JSON");
    }

    @Test
    void anAnswerNestedWithoutEndFailsForGood() {
        answer = new Answer(200, Map.of(), "[".repeat(200_000));
        step.output = Map.of("ticket", "$.id");

        assertThat(failed().reason()).contains("not JSON");
    }

    /** Kept one level further down, a parser's limit of 1000 levels would not let it be read again. */
    @ParameterizedTest
    @ValueSource(ints = {101, 999})
    void anAnswerTooDeepToBeKeptFailsForGood(int depth) {
        answer = new Answer(200, Map.of(), "[".repeat(depth) + "]".repeat(depth));
        step.output = Map.of("all", "$");

        assertThat(failed().reason()).contains("200 OK, but the answer nests JSON deeper than 100 levels");
    }

    @Test
    void anAnswerTooLargeForOutputFailsForGoodAndWithoutOutputIsDone() {
        keys.put("switchhook.target.max-response", "1K");
        answer = new Answer(200, Map.of(), "{\"id\":\"" + "x".repeat(2000) + "\"}");

        assertThat(execute()).isInstanceOf(StepResult.Done.class);
        step.output = Map.of("ticket", "$.id");
        assertThat(failed().reason()).contains("larger than the 1024 bytes of switchhook.target.max-response");
    }

    @Test
    void anEmptyAnswerHasNoVariables() {
        answer = new Answer(204, Map.of(), "");
        step.output = Map.of("ticket", "$.id");

        assertThat(((StepResult.Done) execute()).output()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "302, false, 302 Moved Temporarily (redirects are not followed)",
        "400, false, 400 Bad Request",
        "404, false, 404 Not Found",
        "408, true, 408 Request Timeout",
        "429, true, 429 Too Many Requests",
        "500, true, 500 Internal Server Error",
        "503, true, 503 Service Unavailable",
        "599, true, 599"
    })
    void theStatusDecidesWhetherAnotherAttemptMayHelp(int status, boolean retryable, String line) {
        answer = new Answer(status, Map.of("Location", "/elsewhere", "Retry-After", "120"), "secret?");

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isEqualTo(retryable);
        assertThat(failed.reason()).isEqualTo("POST " + step.url + ": " + line);
        assertThat(failed.retryAfter()).contains(NOW.plusSeconds(120));
    }

    @Test
    void outputMayBeOfStatusHeadersAndText() {
        answer = new Answer(
                201,
                Map.of("Location", "/t/1", "Content-Type", "text/plain;charset=ISO-8859-1", "Set-Cookie", "a=b"),
                "Zo\u00eb");
        step.parts = Map.of(
                "code",
                AnswerPart.Whole.STATUS,
                "where",
                new AnswerPart.Header("location"),
                "none",
                new AnswerPart.Header("X-None"),
                "text",
                AnswerPart.Whole.TEXT,
                "all",
                AnswerPart.Whole.ANSWER);

        JsonObject output = ((StepResult.Done) execute()).output();

        assertThat(output.getInt("code")).isEqualTo(201);
        assertThat(output.getString("where")).isEqualTo("/t/1");
        assertThat(output).doesNotContainKey("none");
        // the server of the test writes UTF-8, whatever it says
        assertThat(output.getString("text")).isEqualTo("Zo\u00c3\u00ab");
        assertThat(output.getJsonObject("all").getInt("httpStatusCode")).isEqualTo(201);
        assertThat(output.getJsonObject("all").getString("httpResponseBody")).isEqualTo("Zo\u00c3\u00ab");
        assertThat(output.getJsonObject("all").getJsonObject("httpResponseHeaders"))
                .containsKey("location")
                .doesNotContainKey("set-cookie");
    }

    @Test
    void aTextThatIsTooLongIsCutAndTheSummarySaysSo() {
        answer = new Answer(200, Map.of(), "0123456789");
        step.largest = Optional.of(4);
        step.parts = Map.of("text", AnswerPart.Whole.TEXT);

        StepResult.Done done = (StepResult.Done) execute();

        assertThat(done.output().getString("text")).isEqualTo("0123");
        assertThat(done.summary()).endsWith("/calls: 200 OK, its body cut at 4 bytes");
        step.output = Map.of("ticket", "$.id");
        assertThat(failed().reason()).contains("larger than the 4 bytes of maxResponse");
    }

    @Test
    void theStepSaysWhichStatusesAreSuccess() {
        step.success = Set.of(200, 404);
        answer = new Answer(404, Map.of(), "");
        assertThat(execute()).isInstanceOf(StepResult.Done.class);

        answer = new Answer(202, Map.of(), "");
        assertThat(failed().reason()).endsWith(": 202 Accepted (success does not list it)");
        assertThat(failed().retryable()).isFalse();
        answer = new Answer(503, Map.of(), "");
        assertThat(failed().retryable()).isTrue();
    }
}
