package io.switchhook.definition;

import io.switchhook.template.Templates;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the steps of one workflow: of each what all steps have, and the one member that says what it does. */
final class StepsParser {
    private static final int MAX_STEPS = 100;

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /**
     * A kind of step.
     *
     * @param retried whether it has {@code retry}, beside its own members
     */
    private record Kind(boolean retried, StepParser parser) {}

    StepsParser(Templates templates) {
        kinds.put("httpRequest", new Kind(true, new HttpRequestParser(templates)));
        kinds.put("dataAction", new Kind(true, new DataActionStepParser(templates)));
        kinds.put("setVariable", new Kind(false, new SetVariableParser(templates)));
    }

    /** The steps under {@code steps}; without those that have problems. */
    List<Step> parse(Members workflow) {
        return new Reading().steps(workflow, "steps");
    }

    private final class Reading {
        private final Set<String> names = new HashSet<>();
        private int count;

        List<Step> steps(Members members, String list) {
            List<Members> written = members.objects(list);
            boolean none = members.value(list)
                    .map(value -> value instanceof JsonArray array && array.isEmpty())
                    .orElse(true);
            int before = count;
            count += written.size();
            if (none) {
                members.error(list, "none", "1 to " + MAX_STEPS + " steps");
            } else if (count > MAX_STEPS && before <= MAX_STEPS) {
                members.error(list, count + " steps", "1 to " + MAX_STEPS + " steps");
            }
            List<Step> steps = new ArrayList<>();
            written.forEach(step -> step(step).ifPresent(steps::add));
            return steps;
        }

        private Optional<Step> step(Members step) {
            String name = Ids.read(step, "name");
            if (!name.isEmpty() && !names.add(name)) {
                step.error("name", Problems.quoted(name) + " a second time", "a name of its own for each step");
            }
            Optional<Step> read = kind(step).flatMap(kind -> step.members(kind)
                    .flatMap(body -> kinds.get(kind).parser().parse(head(name, kinds.get(kind), body), body)));
            step.end();
            return read;
        }

        /** The kind of a step; empty where it has none. */
        private Optional<String> kind(Members step) {
            List<String> found = kinds.keySet().stream()
                    .filter(kind -> step.value(kind).isPresent())
                    .toList();
            if (found.size() != 1) {
                step.error(
                        found.isEmpty() ? kinds.keySet().iterator().next() : found.get(1),
                        found.isEmpty() ? "nothing" : String.join(" and ", found),
                        "what the step does: one of " + String.join(", ", kinds.keySet()));
            }
            return found.stream().findFirst();
        }

        private StepHead head(String name, Kind kind, Members body) {
            StepHead head = StepHead.of(name);
            return kind.retried() ? head.with(RetryParser.parse(body)) : head;
        }
    }
}
