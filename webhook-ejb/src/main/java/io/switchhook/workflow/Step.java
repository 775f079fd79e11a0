package io.switchhook.workflow;

import io.switchhook.retry.RetryOverrides;
import java.util.List;

/** One step of a workflow. */
public sealed interface Step
        permits HttpRequestStep,
                DataActionStep,
                SetVariableStep,
                EmitEventStep,
                ScreenPopStep,
                ChooseStep,
                WaitStep,
                EndStep {

    StepHead head();

    /** The lists of steps inside of it, of which it chooses one; those of {@link StepHead#onFailure} are none of them. */
    default List<List<Step>> inside() {
        return List.of();
    }

    /** See {@link StepHead#name()}. */
    default String name() {
        return head().name();
    }

    /** See {@link StepHead#retry()}. */
    default RetryOverrides retry() {
        return head().retry();
    }
}
