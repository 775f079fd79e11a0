package io.switchhook.step;

import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.TemplateNames;
import io.switchhook.template.Templates;
import io.switchhook.workflow.EndStep;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Does the step {@code end}: fills in its reason. */
@ApplicationScoped
public class EndStepExecution {
    private final Templates templates;

    @Inject
    public EndStepExecution(Templates templates) {
        this.templates = templates;
    }

    /** For the CDI client proxy. */
    protected EndStepExecution() {
        this(null);
    }

    /** The end of the run, or a failure without another attempt if the reason cannot be filled in. */
    public StepResult execute(EndStep step, RunContext context) {
        try {
            String reason = templates.render(step.reason(), Escaping.NONE, TemplateNames.of(context.names()));
            return new StepResult.End(step.succeeded(), reason);
        } catch (TemplateFailure failure) {
            return new StepResult.Failed("", "reason: " + failure.getMessage(), false, Optional.empty());
        }
    }
}
