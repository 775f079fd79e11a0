package io.switchhook.definition;

import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.Templates;
import io.switchhook.workflow.EndStep;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import java.util.List;
import java.util.Optional;

/** Reads the step {@code end}. */
final class EndStepParser implements StepParser {
    private static final String SUCCEEDED = "succeeded";

    private final Templates templates;

    EndStepParser(Templates templates) {
        this.templates = templates;
    }

    @Override
    public Optional<Step> parse(StepHead head, Members members) {
        String outcome = members.oneOf("outcome", List.of(SUCCEEDED, "failed")).orElse(SUCCEEDED);
        String reason = members.text("reason", Templates.MAX_TEMPLATE).orElse("");
        try {
            templates.check(reason, Escaping.NONE);
        } catch (TemplateFailure failure) {
            members.error("reason", failure.getMessage(), "a Pebble template");
        }
        members.end();
        return members.problems().errors().isEmpty()
                ? Optional.of(new EndStep(head, outcome.equals(SUCCEEDED), reason))
                : Optional.empty();
    }
}
