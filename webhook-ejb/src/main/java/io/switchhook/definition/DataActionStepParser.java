package io.switchhook.definition;

import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.Templates;
import io.switchhook.workflow.DataActionStep;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/** Reads the step {@code dataAction}. */
final class DataActionStepParser implements StepParser {
    private final Templates templates;

    DataActionStepParser(Templates templates) {
        this.templates = templates;
    }

    @Override
    public Optional<Step> parse(StepHead head, Members members) {
        String action = Ids.read(members, "id");
        JsonObject input = members.object("input").orElse(JsonValue.EMPTY_JSON_OBJECT);
        check(members, members.path("input"), input);
        Map<String, String> output = OutputParser.parse(members);
        DataActionStep step = new DataActionStep(head, action, input, output);
        members.end();
        return members.problems().errors().isEmpty() ? Optional.of(step) : Optional.empty();
    }

    private void check(Members members, String at, JsonValue value) {
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
