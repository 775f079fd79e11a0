package io.switchhook.step;

import io.switchhook.api.wire.JsonText;
import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.TemplateNames;
import io.switchhook.template.Templates;
import io.switchhook.workflow.RunContext;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;

/** Fills in JSON whose texts, at any depth, are templates. */
final class JsonRendering {
    private final Templates templates;

    JsonRendering(Templates templates) {
        this.templates = templates;
    }

    /** @throws TemplateFailure if a template cannot be filled in */
    JsonObject object(JsonObject object, RunContext context) {
        return object(object, TemplateNames.of(context.names()));
    }

    /** @throws TemplateFailure if a template cannot be filled in */
    JsonValue value(JsonValue value, RunContext context) {
        return value(value, TemplateNames.of(context.names()));
    }

    private JsonObject object(JsonObject object, Map<String, Object> names) {
        JsonObjectBuilder rendered = JsonText.object();
        object.forEach((name, member) -> rendered.add(name, value(member, names)));
        return rendered.build();
    }

    private JsonValue value(JsonValue value, Map<String, Object> names) {
        if (value instanceof JsonString text) {
            return JsonText.provider().createValue(templates.render(text.getString(), Escaping.NONE, names));
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder rendered = JsonText.array();
            array.forEach(element -> rendered.add(value(element, names)));
            return rendered.build();
        }
        return value instanceof JsonObject object ? object(object, names) : value;
    }
}
