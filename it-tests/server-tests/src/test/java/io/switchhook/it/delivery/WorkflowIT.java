package io.switchhook.it.delivery;

import static io.switchhook.it.admin.AdminApi.await;
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

/** What steps do beside calling: conditions, failures, choices, waits over the death of the process, and ends. */
class WorkflowIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final HttpTarget target = HttpTarget.start()
            .alwaysAnswer(request -> request.path().equals("/broken") ? Answer.status(404) : Answer.status(200));
    private static DeliveryScene scene;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        scene = new DeliveryScene("workflow", directory)
                .define("handover", handover("PT1H"))
                .define("impatient", handover("PT1S"))
                .define("early", """
                          - name: tell
                            httpRequest: { url: %s, body: '{{ event.subject }}' }
                          - name: held
                            wait: { until: { topicName: interaction.held }, timeout: PT1H }
                        """.formatted(target.uri("/early")))
                .start();
    }

    @AfterAll
    static void stop() {
        scene.close();
        target.close();
    }

    private static String handover(String timeout) {
        return """
                  - name: others only
                    when: { jsonPath: mediaType, operator: Equal, value: voice }
                    httpRequest: { url: %1$s }
                  - name: broken
                    httpRequest: { url: %2$s }
                    onFailure:
                      - name: repair
                        httpRequest: { url: %1$s, body: 'repairs {{ failure.step }} of {{ event.subject }}' }
                  - name: still broken
                    httpRequest: { url: %2$s }
                    onFailure: continue
                  - name: held
                    wait:
                      until:
                        topicName: interaction.held
                        matchCriteria: [ { jsonPath: mediaType, operator: Equal, value: chat } ]
                      timeout: %3$s
                  - name: which
                    choose:
                      - when: { jsonPath: held.outcome, operator: Equal, value: event }
                        steps:
                          - name: came
                            httpRequest: { url: %1$s, body: 'came {{ held.event.id }}' }
                    otherwise:
                      - { name: pause, wait: { for: PT0.2S } }
                      - name: missed
                        httpRequest: { url: %1$s, body: 'missed {{ event.subject }}' }
                  - { name: over, end: { outcome: failed, reason: 'it was {{ held.outcome }}' } }
                  - name: never
                    httpRequest: { url: %1$s }
                """.formatted(target.uri("/call"), target.uri("/broken"), timeout);
    }

    @Test
    void waitsForAnEventOverTheDeathOfTheProcess() throws Exception {
        String started = scene.send("handover", "i-1");
        JsonObject waiting = waiting(started);
        assertThat(waiting.getString("reason")).contains("for an event of topic interaction.held");
        assertThat(waiting.getString("workflowVersion")).matches("[0-9a-f]{12}");
        assertThat(waiting.getString("triggerVersion")).matches("[0-9a-f]{12}");

        scene.server.kill();
        scene.server.start();
        scene.send("held", "another");
        String held = scene.send("held", "i-1");

        JsonObject run = scene.ended(started);
        assertThat(run.getString("status")).isEqualTo("failed");
        assertThat(run.getString("reason")).isEqualTo("it was event");
        assertThat(outcomes(run))
                .containsExactly(
                        "others only skipped",
                        "broken failed",
                        "repair done",
                        "still broken failed",
                        "held done",
                        "which done",
                        "came done",
                        "over done");
        assertThat(run.getJsonArray("attempts").getJsonObject(0).getString("detail"))
                .isEqualTo("mediaType Equal \"voice\" does not hold: found \"chat\"");
        assertThat(bodies()).contains("repairs broken of i-1", "came " + held);
        assertThat(scene.api.all("dead-letters")).isEmpty();
    }

    @Test
    void goesOnWithoutTheEventWhenItsTimeIsOver() throws Exception {
        JsonObject run = scene.ended(scene.send("impatient", "i-2"));

        assertThat(run.getString("reason")).isEqualTo("it was timeout");
        assertThat(outcomes(run)).endsWith("held done", "which done", "pause done", "missed done", "over done");
        assertThat(bodies()).contains("missed i-2");
    }

    /** The target answers only when the event is there already that the next step waits for. */
    @Test
    void findsTheEventThatCameBeforeItWaited() throws Exception {
        target.onRequest(request -> {
            if (request.path().equals("/early")) {
                String held = sendHeld(request.body());
                await("event " + held + " is stored", PATIENCE, () -> scene.api.all("events"), events -> events.stream()
                        .anyMatch(event -> event.getString("id").equals(held)));
            }
        });

        JsonObject run = scene.ended(scene.send("early", "i-3"));

        assertThat(outcomes(run)).containsExactly("tell done", "held done");
    }

    private static String sendHeld(String subject) {
        try {
            return scene.send("held", subject);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static JsonObject waiting(String event) {
        return await(
                "the run of " + event + " waits",
                PATIENCE,
                () -> scene.run(event),
                run -> run.getString("stepName", "").equals("held")
                        && run.getString("status").equals("waiting"));
    }

    private static List<String> outcomes(JsonObject run) {
        return run.getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
                .map(attempt -> attempt.getString("step") + " " + attempt.getString("outcome"))
                .toList();
    }

    private static List<String> bodies() {
        return target.requests().stream().map(ReceivedRequest::body).toList();
    }
}
