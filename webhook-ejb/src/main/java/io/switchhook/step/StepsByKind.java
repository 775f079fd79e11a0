package io.switchhook.step;

import io.switchhook.httprequest.HttpRequestStepExecution;
import io.switchhook.workflow.DataActionStep;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.RunContext;
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

    @Inject
    public StepsByKind(
            HttpRequestStepExecution httpRequests,
            DataActionStepExecution dataActions,
            SetVariableExecution variables) {
        this.httpRequests = httpRequests;
        this.dataActions = dataActions;
        this.variables = variables;
    }

    /** For the CDI client proxy. */
    protected StepsByKind() {
        this(null, null, null);
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
        throw new IllegalArgumentException("no execution for step " + step.name());
    }
}
