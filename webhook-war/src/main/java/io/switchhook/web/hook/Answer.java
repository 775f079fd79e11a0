package io.switchhook.web.hook;

import io.switchhook.api.wire.JsonText;
import io.switchhook.intake.Outcome;
import io.switchhook.intake.Refusal;
import io.switchhook.web.problem.Problem;
import jakarta.json.JsonArrayBuilder;
import java.util.List;
import java.util.Map;

/**
 * What a hook answers: exactly 200 and the body Genesys documents, or a problem document.
 *
 * @param body JSON text
 */
record Answer(int status, String mediaType, Map<String, String> headers, String body) {

    static Answer to(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return problem(refused.refusal());
        }
        if (outcome instanceof Outcome.Validated validated) {
            return new Answer(200, "application/json", Map.of(), validated.json());
        }
        if (outcome instanceof Outcome.Permitted permitted) {
            return new Answer(
                    200,
                    "application/json",
                    permitted.headers(),
                    taken(List.of()).body());
        }
        return taken(outcome instanceof Outcome.Taken taken ? taken.ids() : List.of());
    }

    private static Answer taken(List<String> ids) {
        JsonArrayBuilder array = JsonText.array();
        ids.forEach(array::add);
        String body = JsonText.text(JsonText.object()
                .add("status", JsonText.object().add("code", 0).add("message", "OK"))
                .add("data", JsonText.object().add("ids", array))
                .build());
        return new Answer(200, "application/json", Map.of(), body);
    }

    private static Answer problem(Refusal refusal) {
        Problem problem = new Problem(refusal.status(), refusal.reason(), refusal.title(), refusal.detail());
        return new Answer(
                refusal.status(),
                Problem.MEDIA_TYPE,
                refusal.headers(),
                problem.toJson().toString());
    }
}
