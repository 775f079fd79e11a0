package io.switchhook.workflow;

import io.switchhook.trigger.Criterion;
import java.util.List;
import java.util.stream.Stream;

/**
 * A choice: the steps of the first branch whose conditions hold, else those of {@code otherwise}.
 *
 * @param head what all steps have
 * @param branches at least one
 * @param otherwise may be none
 */
public record ChooseStep(StepHead head, List<Branch> branches, List<Step> otherwise) implements Step {

    /**
     * What is done when all of {@code when} hold.
     *
     * @param when at least one
     * @param steps at least one
     */
    public record Branch(List<Criterion> when, List<Step> steps) {
        public Branch {
            when = List.copyOf(when);
            steps = List.copyOf(steps);
        }
    }

    public ChooseStep {
        branches = List.copyOf(branches);
        otherwise = List.copyOf(otherwise);
    }

    /** The steps of the branches in order, then {@code otherwise}. */
    @Override
    public List<List<Step>> inside() {
        return Stream.concat(branches.stream().map(Branch::steps), Stream.of(otherwise))
                .toList();
    }
}
