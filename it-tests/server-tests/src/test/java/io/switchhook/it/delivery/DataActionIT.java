package io.switchhook.it.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data actions on the server: the libraries behind them are found there, and steps run them. */
class DataActionIT {
    private static final HttpTarget target = HttpTarget.start();
    private static final HttpTarget garbage = HttpTarget.start().alwaysAnswer(request -> Answer.json("<html>"));
    private static DeliveryScene scene;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        target.alwaysAnswer(request -> Answer.json("{\"tickets\": [{\"id\": \"T-1\", \"open\": true}]}"));
        scene = new DeliveryScene("data-action", directory, "switchhook.credential.crm.apiKey", "crm-api-key")
                .write("open-ticket.json", action("open-ticket", target))
                .write("garbage.json", action("garbage", garbage))
                .define("asked", step("open-ticket"))
                .define("unreadable", step("garbage"))
                .start();
    }

    @AfterAll
    static void stop() {
        scene.close();
        List.of(target, garbage).forEach(HttpTarget::close);
    }

    private static String step(String action) {
        return """
                  - name: open
                    dataAction:
                      id: %s
                      input: { subject: '{{ event.subject }}', urgent: 'true' }
                      output: { ticket: $.ticket }
                  - name: tell
                    httpRequest:
                      url: %s
                      body: '{"ticket": "{{ ticket }}"}'
                """.formatted(action, target.uri("/told"));
    }

    /** As Genesys Cloud exports it, with a credential named beside. */
    private static String action(String name, HttpTarget target) {
        return """
                {"name": "%s", "integrationType": "custom-rest-actions", "actionType": "custom", "secure": false, "credential": "crm",
                 "config": {
                  "request": {"requestUrlTemplate": "%s?q=$esc.uriEncode($input.subject)", "requestType": "POST",
                   "headers": {"X-Api-Key": "${credentials.apiKey}"}, "requestTemplate": "${input.rawRequest}"},
                  "response": {"translationMap": {"id": "$.tickets[?(@.open == true)].id"}, "translationMapDefaults": {},
                   "successTemplate": "{\\"ticket\\": ${successTemplateUtils.firstFromArray(\\"${id}\\")}}"}},
                 "contract": {
                  "input": {"inputSchema": {"type": "object", "required": ["subject"], "properties": {
                   "subject": {"type": "string", "pattern": "^c-"}, "urgent": {"type": "boolean"}}}},
                  "output": {"successSchema": {"type": "object", "properties": {"ticket": {"type": "string"}}}}}}
                """.formatted(name, target.uri("/tickets"));
    }

    @Test
    void aStepRunsItAndLaterStepsSeeItsResult() throws Exception {
        String event = scene.send("asked", "c-1");

        assertThat(scene.ended(event).getString("status")).isEqualTo("succeeded");
        List<ReceivedRequest> requests = target.awaitRequests(2, Duration.ofSeconds(30));
        ReceivedRequest asked = requests.get(0);
        assertThat(asked.path()).isEqualTo("/tickets?q=c-1");
        assertThat(asked.header("X-Api-Key")).contains("crm-api-key");
        assertThat(DeliveryScene.json(asked.body()))
                .isEqualTo(DeliveryScene.json("{\"subject\": \"c-1\", \"urgent\": true}"));
        assertThat(requests.get(1).body()).isEqualTo("{\"ticket\": \"T-1\"}");
        assertThat(scene.server.log()).doesNotContain("crm-api-key");
    }

    @Test
    void whatFailsBecomesADeadLetterThatNamesTheOperation() throws Exception {
        JsonObject outside = scene.deadLetter(scene.send("asked", "x-1"));
        JsonObject unreadable = scene.deadLetter(scene.send("unreadable", "c-2"));

        assertThat(outside.getString("reason"))
                .startsWith("data action open-ticket cannot check the input against its schema: $.subject: ");
        assertThat(outside.getInt("attempts")).isEqualTo(1);
        assertThat(unreadable.getString("reason"))
                .isEqualTo(
                        "data action garbage cannot read the answer: it is not JSON; another attempt would not help");
        assertThat(unreadable.getInt("attempts")).isEqualTo(1);
    }
}
