package io.switchhook.definition;

import io.switchhook.template.Templates;
import io.switchhook.workflow.SetVariableStep;
import io.switchhook.workflow.SetVariableStep.Scope;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the step {@code setVariable}: {@code name} and {@code value}, or several as {@code values}. */
final class SetVariableParser implements StepParser {
    private static final int MAX_VALUES = 50;

    private final TemplatesInJson templates;

    SetVariableParser(Templates templates) {
        this.templates = new TemplatesInJson(templates);
    }

    @Override
    public Optional<Step> parse(StepHead head, Members members) {
        Scope scope = members.oneOf("scope", List.of("run", "subject", "global"))
                .map(text -> Scope.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Scope.RUN);
        Map<String, JsonValue> values = members.has("values") ? several(members) : one(members);
        SetVariableStep step = new SetVariableStep(head, scope, values);
        members.end();
        return members.problems().errors().isEmpty() ? Optional.of(step) : Optional.empty();
    }

    private Map<String, JsonValue> one(Members members) {
        String name = members.requiredText("name", Ids.MAX_LENGTH);
        if (!name.isEmpty() && !Ids.isVariable(name)) {
            members.error("name", Problems.quoted(name), Ids.VARIABLE);
        }
        if (!members.has("value")) {
            members.error("value", "nothing", "any value, null too");
        }
        JsonValue value = members.value("value").orElse(JsonValue.NULL);
        templates.check(members, members.path("value"), value);
        return Map.of(name, value);
    }

    private Map<String, JsonValue> several(Members members) {
        JsonObject values = members.object("values").orElse(JsonValue.EMPTY_JSON_OBJECT);
        if (members.value("values").isEmpty()
                || values.size() > MAX_VALUES
                || (values.isEmpty() && isObject(members))) {
            members.error("values", values.size() + " variables", "1 to " + MAX_VALUES + ", or name and value");
        }
        for (String name : values.keySet()) {
            if (!Ids.isVariable(name)) {
                members.problems().add(Document.member(members.path("values"), name), "this name", Ids.VARIABLE);
            }
        }
        templates.check(members, members.path("values"), values);
        return new LinkedHashMap<>(values);
    }

    private static boolean isObject(Members members) {
        return members.value("values").filter(JsonObject.class::isInstance).isPresent();
    }
}
