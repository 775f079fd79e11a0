package io.switchhook.workflow;

import io.switchhook.workflow.ChooseStep.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way of a run over steps that only decide where it goes: those whose conditions do not hold, and choices.
 *
 * @param passed these, in order
 * @param position where it comes to a step that is to be done, or to the end
 */
public record Walk(List<Passed> passed, int position) {
    public Walk {
        passed = List.copyOf(passed);
    }

    /**
     * A step passed over.
     *
     * @param skipped whether its conditions did not hold; else it has chosen
     * @param detail for people: which condition did not hold, or what was chosen
     */
    public record Passed(Step step, boolean skipped, String detail) {}

    /**
     * Walks on from a step that is not begun.
     *
     * @param sight asked for if a step has conditions
     */
    public static Walk from(Program program, int position, Supplier<Sight> sight) {
        List<Passed> passed = new ArrayList<>();
        int at = position;
        while (!program.isEnd(at)) {
            Step step = program.step(at);
            Optional<String> refusal = step.head().when().isEmpty()
                    ? Optional.empty()
                    : sight.get().refusal(step.head().when());
            if (refusal.isPresent()) {
                passed.add(new Passed(step, true, refusal.get()));
                at = program.next(at);
            } else if (step instanceof ChooseStep choice) {
                int chosen = chosen(choice, sight.get());
                passed.add(new Passed(step, false, told(choice, chosen)));
                at = program.inside(at, chosen);
            } else {
                break;
            }
        }
        return new Walk(passed, at);
    }

    private static int chosen(ChooseStep choice, Sight sight) {
        List<Branch> branches = choice.branches();
        for (int i = 0; i < branches.size(); i++) {
            if (sight.holds(branches.get(i).when())) {
                return i;
            }
        }
        return branches.size();
    }

    private static String told(ChooseStep choice, int chosen) {
        if (chosen < choice.branches().size()) {
            return "branch " + (chosen + 1) + " of " + choice.branches().size();
        }
        return choice.otherwise().isEmpty() ? "no branch holds, and there is no otherwise" : "otherwise";
    }
}
