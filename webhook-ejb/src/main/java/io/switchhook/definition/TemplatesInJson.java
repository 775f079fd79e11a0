package io.switchhook.definition;

import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.Templates;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Compiles the templates that the texts in some JSON are, at any depth. */
final class TemplatesInJson {
    private final Templates templates;

    TemplatesInJson(Templates templates) {
        this.templates = templates;
    }

    /** Reports those that do not compile. */
    void check(Members members, String at, JsonValue value) {
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> check(members, Document.member(at, name), member));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                check(members, Document.element(at, i), array.get(i));
            }
        } else if (value instanceof JsonString text) {
            try {
                templates.check(text.getString(), Escaping.NONE);
            } catch (TemplateFailure failure) {
                members.problems().add(at, failure.getMessage(), "a Pebble template");
            }
        }
    }
}
