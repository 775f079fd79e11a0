package io.switchhook.definition;

import io.switchhook.template.Templates;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.Workflow;
import io.switchhook.workflow.Workflow.Ordering;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a workflow. */
final class WorkflowParser {
    private static final int MAX_STEPS = 100;

    private static final List<String> KINDS = List.of("httpRequest", "dataAction");

    private final HttpRequestParser httpRequests;
    private final DataActionStepParser dataActions;

    WorkflowParser(Templates templates) {
        this.httpRequests = new HttpRequestParser(templates);
        this.dataActions = new DataActionStepParser(templates);
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
        List<Step> steps = steps(members);
        members.end();
        return members.problems().errors().isEmpty()
                ? Optional.of(new Workflow(id, name, ordering, variables, steps))
                : Optional.empty();
    }

    private List<Step> steps(Members workflow) {
        List<Members> written = workflow.objects("steps");
        if (workflow.value("steps").isEmpty() || (written.isEmpty() && isEmptyList(workflow))) {
            workflow.error("steps", "none", "1 to " + MAX_STEPS + " steps");
        } else if (written.size() > MAX_STEPS) {
            workflow.error("steps", written.size() + " steps", "1 to " + MAX_STEPS + " steps");
        }
        List<Step> steps = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Members step : written) {
            String name = Ids.read(step, "name");
            if (!name.isEmpty() && !names.add(name)) {
                step.error("name", Problems.quoted(name) + " a second time", "a name of its own for each step");
            }
            List<String> kinds =
                    KINDS.stream().filter(kind -> step.value(kind).isPresent()).toList();
            if (kinds.size() != 1) {
                step.error(
                        kinds.isEmpty() ? KINDS.get(0) : kinds.get(1),
                        kinds.isEmpty() ? "nothing" : String.join(" and ", kinds),
                        "what the step does: one of " + String.join(", ", KINDS));
            }
            step.members("httpRequest")
                    .flatMap(members -> httpRequests.parse(name, members))
                    .ifPresent(steps::add);
            step.members("dataAction")
                    .flatMap(members -> dataActions.parse(name, members))
                    .ifPresent(steps::add);
            step.end();
        }
        return steps;
    }

    private static boolean isEmptyList(Members members) {
        return members.value("steps")
                .map(value -> value.getValueType() == JsonValue.ValueType.ARRAY
                        && value.asJsonArray().isEmpty())
                .orElse(false);
    }
}
