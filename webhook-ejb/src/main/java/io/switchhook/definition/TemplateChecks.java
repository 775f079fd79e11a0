package io.switchhook.definition;

import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.Templates;

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
}
