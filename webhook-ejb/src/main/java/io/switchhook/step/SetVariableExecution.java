package io.switchhook.step;

import io.switchhook.api.wire.JsonText;
import io.switchhook.memory.VariableChanges;
import io.switchhook.memory.VariableRefused;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.Templates;
import io.switchhook.workflow.Recorded;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.SetVariable;
import io.switchhook.workflow.SetVariableStep;
import io.switchhook.workflow.SetVariableStep.Scope;
import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.Write;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Does the step {@code setVariable}. What it cannot set it will not be able to set by trying again. */
@ApplicationScoped
public class SetVariableExecution {
    private final JsonRendering rendering;
    private final VariableChanges variables;

    @Inject
    public SetVariableExecution(Templates templates, VariableChanges variables) {
        this.rendering = new JsonRendering(templates);
        this.variables = variables;
    }

    /** For the CDI client proxy. */
    protected SetVariableExecution() {
        this(null, null);
    }

    /** One attempt of {@code step}. */
    public StepResult execute(SetVariableStep step, RunContext context) {
        String scope = step.scope().name().toLowerCase(Locale.ROOT);
        JsonObjectBuilder ofRun = JsonText.object();
        List<Write> writes = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : step.values().entrySet()) {
            String name = member.getKey();
            try {
                JsonValue value = rendering.value(member.getValue(), context);
                if (step.scope() == Scope.RUN) {
                    ofRun.add(name, value);
                } else {
                    check(step.scope(), context.event().subject(), name, value);
                    writes.add(new SetVariable(step.scope(), name, value, step.name()));
                }
            } catch (TemplateFailure | VariableRefused failure) {
                String reason = scope + " variable " + name + ": " + failure.getMessage();
                return new StepResult.Failed("", reason, false, Optional.empty());
            }
        }
        String summary =
                "set " + scope + " variable " + String.join(", ", step.values().keySet());
        JsonObject output = ofRun.build();
        return new StepResult.Done("", summary, output, writes, Recorded.NONE);
    }

    private void check(Scope scope, String subject, String name, JsonValue value) {
        if (scope == Scope.SUBJECT) {
            variables.checkOfSubject(subject, name, value);
        } else {
            variables.checkGlobal(name, value);
        }
    }
}
