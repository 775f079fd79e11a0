package io.switchhook.dataaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.DataActionSamples;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs of data actions whose requests are written down, with an answer that is given beforehand. */
abstract class DataActionFixture {
    static final DataActionRuns RUNS = new DataActionRuns(new VelocityTemplates());
    static final Map<String, String> SECRETS =
            Map.of("apiKey", "s3cr\"et", "user", "joe", "baseUrl", "https://api.example.com");

    final List<ActionRequest> sent = new ArrayList<>();
    final OperationLog log = new OperationLog();
    Answer answer = new Answer.Received(200, "{}", false);

    static String secret(String name) {
        if (!SECRETS.containsKey(name)) {
            throw new IllegalArgumentException("no such field");
        }
        return SECRETS.get(name);
    }

    Optional<JsonObject> login = Optional.empty();

    Outcome run(DataAction action, String input) {
        return RUNS.run(action, JsonText.read(input), new Secrets(DataActionRunsTest::secret, login), log, request -> {
            sent.add(request);
            return answer;
        });
    }

    static DataAction action(String request, String response) {
        return DataActionSamples.action(request, response);
    }

    static JsonValue result(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Success.class);
        return ((Outcome.Success) outcome).result();
    }
}
