package io.switchhook.httprequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.verification.HubSignature;
import io.switchhook.workflow.HttpRequestStep.OutboundSignature;
import io.switchhook.workflow.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpRequestCredentialTest extends HttpRequestStepFixture {
    private void oauth2() {
        String root = "http://127.0.0.1:" + server.getAddress().getPort();
        keys.put("switchhook.credential.crm.type", "oauth2");
        keys.put("switchhook.credential.crm.token-url", root + "/token");
        keys.put("switchhook.credential.crm.client-id", "id");
        keys.put("switchhook.credential.crm.client-secret", "s3cret");
        step.credential = Optional.of("crm");
    }

    private List<String> paths() {
        return received.stream().map(Received::uri).toList();
    }

    @Test
    void authorsHeadersReplaceOursAndCredentialsReplaceTheirs() {
        keys.put("switchhook.credential.bot.type", "bearer");
        keys.put("switchhook.credential.bot.token", "hunter2");
        step.headers = Map.of("idempotency-key", "mine", "authorization", "theirs");
        step.credential = Optional.of("bot");

        execute();

        assertThat(received.get(0).header("Idempotency-key")).isEqualTo("mine");
        assertThat(received.get(0).header("Authorization")).isEqualTo("Bearer hunter2");
    }

    @Test
    void signsTheBytesThatAreSent() {
        keys.put("switchhook.credential.bot.secret", "hunter2");
        step.signature = Optional.of(new OutboundSignature("hub-sha1", "bot"));
        step.contentType = "text/plain; charset=ISO-8859-1";
        step.body = Optional.of("Zoë");

        execute();

        assertThat(received.get(0).body()).containsExactly('Z', 'o', 0xeb);
        assertThat(received.get(0).header("X-hub-signature"))
                .isEqualTo(HubSignature.header(received.get(0).body(), "hunter2"));
    }

    @Test
    void reasonsShowNothingSecret() {
        keys.put("switchhook.credential.bot.type", "header");
        keys.put("switchhook.credential.bot.header", "X-Api-Key");
        keys.put("switchhook.credential.bot.value", "hunter2");
        answer = new Answer(500, Map.of(), "hunter2");
        step.credential = Optional.of("bot");
        step.url += "?key=hunter2";
        step.query = Map.of("token", "hunter2");
        step.headers = Map.of("X-Other", "hunter2");
        step.body = Optional.of("hunter2");

        assertThat(failed().toString()).doesNotContain("hunter2").contains("500 Internal Server Error");
    }

    @Test
    void aCredentialThatIsNotThereFailsForGoodAndIsNamed() {
        step.credential = Optional.of("bot");

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isFalse();
        assertThat(failed.reason()).contains("switchhook.credential.bot.type");
        assertThat(received).isEmpty();
    }

    @Test
    void fetchesATokenAndASecondOneOnceWhenTheTargetDoesNotTakeIt() {
        oauth2();
        answers.put("/token", count -> new Answer(200, Map.of(), "{\"access_token\":\"t" + count + "\"}"));
        execute();
        assertThat(paths()).containsExactly("/token", "/calls");

        answer = new Answer(401, Map.of(), "");
        StepResult.Failed failed = failed();

        assertThat(failed.reason()).endsWith("/calls: 401 Unauthorized");
        assertThat(failed.retryable()).isFalse();
        assertThat(paths()).containsExactly("/token", "/calls", "/calls", "/token", "/calls");
        assertThat(received.get(2).header("Authorization")).isEqualTo("Bearer t1");
        assertThat(received.get(4).header("Authorization")).isEqualTo("Bearer t2");
    }

    @Test
    void aTokenThatIsNotHadIsARetryableFailureOfTheStep() {
        oauth2();
        answers.put("/token", count -> new Answer(429, Map.of("Retry-After", "7"), "{\"error\":\"s3cret\"}"));

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isTrue();
        assertThat(failed.retryAfter()).contains(NOW.plusSeconds(7));
        assertThat(failed.reason())
                .startsWith("token of credential crm, POST http://127.0.0.1:")
                .endsWith("/token: status 429");
        assertThat(paths()).containsExactly("/token");
    }
}
