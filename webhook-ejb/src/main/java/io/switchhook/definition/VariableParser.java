package io.switchhook.definition;

import io.switchhook.definition.Definition.VariableDefinition;
import io.switchhook.variable.VariableName;
import io.switchhook.variable.VariableValue;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Reads a global variable: {@code id} and {@code value}, any JSON. */
final class VariableParser {
    private VariableParser() {}

    /** The variable; empty where problems were reported. */
    static Optional<Definition> parse(Members members, Written written) {
        String id = members.requiredText("id", VariableName.MAX_LENGTH);
        if (!id.isEmpty() && !VariableName.isValid(id)) {
            members.error("id", Problems.quoted(id), VariableName.RULE);
        }
        JsonValue value = members.value("value").orElse(JsonValue.NULL);
        if (!members.has("value")) {
            members.error("value", "nothing", "any value, null too");
        }
        VariableValue.problem(value)
                .ifPresent(problem -> members.error(
                        "value", problem.found(), problem.allowed().replaceFirst("^(is|are) ", "")));
        members.end();
        return members.problems().errors().isEmpty()
                ? Optional.of(new VariableDefinition(id, value, written))
                : Optional.empty();
    }
}
