package io.switchhook.definition;

import io.switchhook.jsonpath.FieldPath;
import java.util.Map;

/** Reads {@code output} of a step: variable name to JSONPath. */
final class OutputParser {
    private OutputParser() {}

    static Map<String, String> parse(Members members) {
        Map<String, String> output = members.texts("output", Integer.MAX_VALUE);
        output.forEach((variable, path) -> {
            String at = Document.member(members.path("output"), variable);
            if (!Ids.isVariable(variable)) {
                members.problems().add(at, "this name", Ids.VARIABLE);
            }
            try {
                FieldPath.of(path);
            } catch (IllegalArgumentException malformed) {
                members.problems().add(at, Problems.quoted(path) + " (" + malformed.getMessage() + ")", "a JSONPath");
            }
        });
        return output;
    }
}
