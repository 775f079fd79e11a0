package io.switchhook.definition;

import io.switchhook.retry.RetryOverrides;
import io.switchhook.template.Templates;
import io.switchhook.trigger.Criterion;
import io.switchhook.workflow.ChooseStep;
import io.switchhook.workflow.ChooseStep.Branch;
import io.switchhook.workflow.OnFailure;
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
    private static final String CHOOSE = "choose";
    private static final String WHEN = "when";

    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    /**
     * A kind of step that is an object of its own members.
     *
     * @param retried whether it has {@code retry} beside them
     */
    private record Kind(boolean retried, StepParser parser) {}

    StepsParser(Templates templates) {
        kinds.put("httpRequest", new Kind(true, new HttpRequestParser(templates)));
        kinds.put("dataAction", new Kind(true, new DataActionStepParser(templates)));
        kinds.put("setVariable", new Kind(false, new SetVariableParser(templates)));
        kinds.put("emitEvent", new Kind(false, new EmitEventParser(templates)));
        kinds.put("screenPop", new Kind(false, new ScreenPopParser(templates)));
        kinds.put("wait", new Kind(false, new WaitStepParser()));
        kinds.put("end", new Kind(false, new EndStepParser(templates)));
        names.addAll(kinds.keySet());
        names.add(CHOOSE);
    }

    /** The steps under {@code steps}; without those that have problems. */
    List<Step> parse(Members workflow) {
        return new Reading().steps(workflow, "steps");
    }

    private final class Reading {
        private final Set<String> taken = new HashSet<>();
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
                members.error(list, count + " steps", "1 to " + MAX_STEPS + " steps in all");
            }
            List<Step> steps = new ArrayList<>();
            written.forEach(step -> step(step).ifPresent(steps::add));
            return steps;
        }

        private Optional<Step> step(Members step) {
            String name = Ids.read(step, "name");
            if (!name.isEmpty() && !taken.add(name)) {
                step.error("name", Problems.quoted(name) + " a second time", "a name of its own for each step");
            }
            List<Criterion> when = CriteriaParser.parse(step, WHEN);
            Optional<String> kind = kind(step);
            Optional<Step> read = kind.filter(CHOOSE::equals).isPresent()
                    ? choose(new StepHead(name, when, OnFailure.STOP, RetryOverrides.NONE), step)
                    : own(new StepHead(name, when, onFailure(step), RetryOverrides.NONE), kind, step);
            step.end();
            return read;
        }

        /** What the step does; empty where it says nothing known. */
        private Optional<String> kind(Members step) {
            List<String> found =
                    names.stream().filter(kind -> step.value(kind).isPresent()).toList();
            if (found.size() != 1) {
                step.error(
                        found.isEmpty() ? names.get(0) : found.get(1),
                        found.isEmpty() ? "nothing" : String.join(" and ", found),
                        "what the step does: one of " + String.join(", ", names));
            }
            return found.stream().findFirst();
        }

        private Optional<Step> own(StepHead head, Optional<String> name, Members step) {
            return name.flatMap(member -> {
                Kind kind = kinds.get(member);
                return step.members(member).flatMap(body -> kind.parser()
                        .parse(kind.retried() ? head.with(RetryParser.parse(body)) : head, body));
            });
        }

        private OnFailure onFailure(Members step) {
            if (step.value("onFailure").orElse(null) instanceof JsonArray) {
                return new OnFailure.Steps(steps(step, "onFailure"));
            }
            if (step.value("onFailure").isPresent() && !step.isText("onFailure")) {
                step.error("onFailure", "something else", "stop, continue, or a list of steps");
                return OnFailure.STOP;
            }
            return step.oneOf("onFailure", List.of("stop", "continue"))
                    .filter("continue"::equals)
                    .map(written -> OnFailure.CONTINUE)
                    .orElse(OnFailure.STOP);
        }

        /** A choice cannot fail, so it has no {@code onFailure}. */
        private Optional<Step> choose(StepHead head, Members step) {
            List<Branch> branches = new ArrayList<>();
            List<Members> written = step.objects(CHOOSE);
            if (written.isEmpty()) {
                step.error(CHOOSE, "no branch", "a list of { when: …, steps: … }");
            }
            for (Members branch : written) {
                List<Criterion> when = CriteriaParser.parse(branch, WHEN);
                if (when.isEmpty()) {
                    branch.error(WHEN, "no condition", "conditions; what is done without any stands in otherwise");
                }
                branches.add(new Branch(when, steps(branch, "steps")));
                branch.end();
            }
            List<Step> otherwise = step.has("otherwise") ? steps(step, "otherwise") : List.of();
            return step.problems().errors().isEmpty()
                    ? Optional.of(new ChooseStep(head, branches, otherwise))
                    : Optional.empty();
        }
    }
}
