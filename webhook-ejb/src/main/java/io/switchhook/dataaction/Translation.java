package io.switchhook.dataaction;

import io.switchhook.api.wire.JsonText;
import io.switchhook.dataaction.macro.Macros;
import io.switchhook.velocity.VelocityFailure;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables that the translation map gives, as JSON text.
 *
 * @param missing those whose path found nothing and that have no default
 */
record Translation(Map<String, String> variables, List<String> missing) {

    static Translation of(ResponseTemplates response, JsonValue raw) {
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        response.translationMap().forEach((name, path) -> {
            String text = path.read(raw)
                    .map(JsonText::text)
                    .orElse(response.defaults().get(name));
            if (text == null) {
                missing.add(name);
            } else {
                variables.put(name, text);
            }
        });
        return new Translation(variables, missing);
    }

    JsonValue shown() {
        JsonObjectBuilder shown = JsonText.object();
        variables.forEach(shown::add);
        return shown.build();
    }

    JsonValue result(VelocityTemplates templates, ResponseTemplates response, JsonValue raw, JsonObject input)
            throws OperationFailed {
        if (response.success().isEmpty()) {
            return response.translationMap().isEmpty() ? raw : members();
        }
        Map<String, Object> names = new HashMap<>(Macros.ALL);
        names.put("input", RequestFilling.input(input));
        names.put("rawResult", JsonText.text(raw));
        names.putAll(variables);
        String filled;
        try {
            filled = templates.render("successTemplate", response.success().get(), names);
        } catch (VelocityFailure failure) {
            throw new OperationFailed(failure.getMessage() + without(), failure);
        }
        try {
            return Json.read(filled);
        } catch (OperationFailed notJson) {
            throw new OperationFailed(
                    "successTemplate: what it makes cannot be taken, " + notJson.getMessage() + without(), notJson);
        }
    }

    private JsonObject members() throws OperationFailed {
        JsonObjectBuilder members = JsonText.object();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            try {
                members.add(variable.getKey(), Json.read(variable.getValue()));
            } catch (OperationFailed notJson) {
                throw new OperationFailed("the default of " + variable.getKey() + ": " + notJson.getMessage(), notJson);
            }
        }
        return members.build();
    }

    private String without() {
        return missing.isEmpty() ? "" : " (found nothing, and no default, for " + String.join(", ", missing) + ")";
    }
}
