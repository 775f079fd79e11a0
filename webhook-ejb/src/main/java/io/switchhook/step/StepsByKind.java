package io.switchhook.step;

import io.switchhook.httprequest.HttpRequestStepExecution;
import io.switchhook.workflow.DataActionStep;
import io.switchhook.workflow.EmitEventStep;
import io.switchhook.workflow.EndStep;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.ScreenPopStep;
import io.switchhook.workflow.SetVariableStep;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepExecution;
import io.switchhook.workflow.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Hands each step to what does its kind. */
@ApplicationScoped
public class StepsByKind implements StepExecution {
    private final HttpRequestStepExecution httpRequests;
    private final DataActionStepExecution dataActions;
    private final SetVariableExecution variables;
    private final EmitEventExecution emitEvents;
    private final ScreenPopExecution screenPops;
    private final EndStepExecution ends;

    @Inject
    public StepsByKind(
            HttpRequestStepExecution httpRequests,
            DataActionStepExecution dataActions,
            SetVariableExecution variables,
            EmitEventExecution emitEvents,
            ScreenPopExecution screenPops,
            EndStepExecution ends) {
        this.httpRequests = httpRequests;
        this.dataActions = dataActions;
        this.variables = variables;
        this.emitEvents = emitEvents;
        this.screenPops = screenPops;
        this.ends = ends;
    }

    /** For the CDI client proxy. */
    protected StepsByKind() {
        this(null, null, null, null, null, null);
    }

    @Override
    public StepResult execute(Step step, RunContext context) {
        if (step instanceof DataActionStep dataAction) {
            return dataActions.execute(dataAction, context);
        }
        if (step instanceof HttpRequestStep httpRequest) {
            return httpRequests.execute(httpRequest, context);
        }
        if (step instanceof SetVariableStep setVariable) {
            return variables.execute(setVariable, context);
        }
        if (step instanceof EmitEventStep emitEvent) {
            return emitEvents.execute(emitEvent, context);
        }
        if (step instanceof ScreenPopStep screenPop) {
            return screenPops.execute(screenPop, context);
        }
        if (step instanceof EndStep end) {
            return ends.execute(end, context);
        }
        throw new IllegalArgumentException("no execution for step " + step.name());
    }
}
