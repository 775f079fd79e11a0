package io.switchhook.definition;

import io.switchhook.template.Templates;
import io.switchhook.workflow.Program;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.Workflow;
import io.switchhook.workflow.Workflow.Ordering;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Reads a workflow. */
final class WorkflowParser {
    private final StepsParser steps;

    WorkflowParser(Templates templates) {
        this.steps = new StepsParser(templates);
    }

    /** The workflow; empty where problems were reported. */
    Optional<Workflow> parse(Members members) {
        String id = Ids.read(members, "id");
        String name = members.has("name") ? Ids.read(members, "name") : id;
        Ordering ordering = members.oneOf("ordering", List.of("subject", "none"))
                .map(text -> text.equals("none") ? Ordering.NONE : Ordering.SUBJECT)
                .orElse(Ordering.SUBJECT);
        JsonObject variables = members.object("variables").orElse(JsonValue.EMPTY_JSON_OBJECT);
        for (String variable : variables.keySet()) {
            if (!Ids.isVariable(variable)) {
                members.problems().add(Document.member(members.path("variables"), variable), "this name", Ids.VARIABLE);
            }
        }
        List<Step> steps = this.steps.parse(members);
        members.end();
        return members.problems().errors().isEmpty()
                ? Optional.of(new Workflow(id, name, ordering, variables, Program.of(steps), members.fingerprint()))
                : Optional.empty();
    }
}
