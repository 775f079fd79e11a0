package io.switchhook.definition;

import io.switchhook.template.Templates;
import io.switchhook.workflow.DataActionStep;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/** Reads the step {@code dataAction}. */
final class DataActionStepParser implements StepParser {
    private final TemplatesInJson templates;

    DataActionStepParser(Templates templates) {
        this.templates = new TemplatesInJson(templates);
    }

    @Override
    public Optional<Step> parse(StepHead head, Members members) {
        String action = Ids.read(members, "id");
        JsonObject input = members.object("input").orElse(JsonValue.EMPTY_JSON_OBJECT);
        templates.check(members, members.path("input"), input);
        Map<String, String> output = OutputParser.parse(members);
        DataActionStep step = new DataActionStep(head, action, input, output);
        members.end();
        return members.problems().errors().isEmpty() ? Optional.of(step) : Optional.empty();
    }
}
