package io.switchhook.definition;

import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.Templates;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Finds mistakes in templates before an event does. */
final class TemplateChecks {
    private final Templates templates;

    TemplateChecks(Templates templates) {
        this.templates = templates;
    }

    void text(Members members, String at, String text, Escaping escaping) {
        try {
            templates.check(text, escaping);
        } catch (TemplateFailure failure) {
            members.problems().add(at, failure.getMessage(), "a Pebble template");
        }
    }

    /** Each text in the value. */
    void json(Members members, String at, JsonValue value) {
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> json(members, Document.member(at, name), member));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                json(members, Document.element(at, i), array.get(i));
            }
        } else if (value instanceof JsonString text) {
            text(members, at, text.getString(), Escaping.NONE);
        }
    }
}
