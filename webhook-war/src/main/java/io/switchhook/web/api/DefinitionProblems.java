package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.catalog.Conflict;
import io.switchhook.catalog.InvalidDefinitions;
import io.switchhook.definition.DefinitionError;
import io.switchhook.web.problem.Problem;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What is wrong with definitions, as problem documents. */
final class DefinitionProblems {
    private static final int MOST = 200;

    private DefinitionProblems() {}

    static Problem of(InvalidDefinitions invalid) {
        List<DefinitionError> errors = invalid.errors();
        JsonArrayBuilder list = JsonText.array();
        errors.stream().limit(MOST).map(DefinitionProblems::error).forEach(list::add);
        JsonObjectBuilder more = JsonText.object().add("errors", list);
        if (errors.size() > MOST) {
            more.add("omitted", errors.size() - MOST);
        }
        String others = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new Problem(
                422,
                "invalid-definition",
                "A definition cannot be taken, so nothing was changed",
                errors.get(0).message() + others,
                more.build());
    }

    /** An error of a definition; what is not known of its place is left out. */
    static JsonObject error(DefinitionError error) {
        JsonObjectBuilder json = JsonText.object().add("file", error.file());
        if (error.document() > 0) {
            json.add("document", error.document());
        }
        if (error.line() > 0) {
            json.add("line", error.line());
        }
        return json.add("path", error.path())
                .add("found", error.found())
                .add("allowed", error.allowed())
                .add("message", error.message())
                .build();
    }

    static Problem of(Conflict conflict) {
        String detail = conflict.getMessage();
        return switch (conflict.kind()) {
            case UNKNOWN -> Problem.of(404).detail(detail);
            case EXISTS -> new Problem(409, "already-exists", "There is one with this id", detail);
            case READ_ONLY -> new Problem(409, "read-only", "A definition from a file is changed in the file", detail);
            case CHANGED -> new Problem(412, "changed-meanwhile", "Somebody else has changed it", detail);
        };
    }
}
