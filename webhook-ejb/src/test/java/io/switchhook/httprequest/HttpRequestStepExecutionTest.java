package io.switchhook.httprequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRequestStepExecutionTest extends HttpRequestStepFixture {
    @Test
    void fillsInUrlQueryHeadersAndBodyEachEscapedForItsPlace() {
        step.url += "/{{ id }}?fixed=1#part";
        step.query = Map.of("who is", "{{ name }}");
        step.headers = Map.of("X-Name", "{{ id }}");
        step.body = Optional.of("{\"name\": \"{{ name }}\", \"lang\": \"{{ Language }}\", \"none\": \"{{ none }}\"}");

        StepResult result = execute();

        assertThat(result).isInstanceOf(StepResult.Done.class);
        Received request = received.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo("/calls/a%2Fb?fixed=1&who%20is=Zo%C3%AB%20%22Z%22%20%26%20Co");
        assertThat(request.header("X-name")).isEqualTo("a/b");
        assertThat(request.header("Content-type")).isEqualTo("application/json");
        assertThat(json(request.text()))
                .isEqualTo(json("{\"name\":\"Zoë \\\"Z\\\" & Co\",\"lang\":\"en\",\"none\":\"\"}"));
    }

    @Test
    void tellsRepeatsAndOrigin() {
        execute();
        execution.execute(step.build(), new RunContext(7, EVENT, JsonValue.EMPTY_JSON_OBJECT, 2));
        execution.execute(step.build(), new RunContext(8, EVENT, JsonValue.EMPTY_JSON_OBJECT, 1));

        assertThat(received)
                .extracting(request -> request.header("Idempotency-key"))
                .containsExactly("e1-7-tell%20it", "e1-7-tell%20it", "e1-8-tell%20it");
        assertThat(received.get(0).header("X-correlation-id")).isEqualTo(EVENT.correlationId());
        assertThat(received.get(0).header("X-b3-traceid")).isEqualTo(EVENT.correlationId());
        assertThat(received.get(0).header("User-agent")).startsWith("Switchhook/");
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:hunter2@127.0.0.1/, user name in it",
        "ftp://127.0.0.1/hunter2, must begin with http",
        "http://127.0.0.1/a b?hunter2, malformed at character 19",
        "http:///hunter2, no host name",
        "{{ none }}, must begin with http"
    })
    void aUrlThatIsNoneFailsForGood(String url, String reason) {
        step.url = url;

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isFalse();
        assertThat(failed.reason()).contains(reason).doesNotContain("hunter2");
    }

    @Test
    void aTemplateThatFailsFailsForGood() {
        step.body = Optional.of("{{ name | nosuchfilter }}");

        assertThat(failed()).satisfies(failed -> {
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.reason()).startsWith("template");
        });
        assertThat(received).isEmpty();
    }

    @Test
    void sendsAForm() {
        step.contentType = "application/x-www-form-urlencoded";
        step.form = new java.util.LinkedHashMap<>();
        step.form.put("full name", "{{ name }}");
        step.form.put("id", "{{ id }}");

        execute();

        assertThat(received.get(0).text()).isEqualTo("full+name=Zo%C3%AB+%22Z%22+%26+Co&id=a%2Fb");
        assertThat(received.get(0).header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
    }
}
