package io.switchhook.definition;

import io.switchhook.dataaction.DataAction;
import io.switchhook.trigger.Trigger;
import io.switchhook.workflow.Workflow;
import jakarta.json.JsonValue;

/** One document, checked as far as it can be on its own. */
public sealed interface Definition {

    /** Unique among definitions of the same kind. */
    String id();

    /** What it was read from. */
    Written written();

    /** Kind and id: what it is known by. */
    default DefinitionKey key() {
        return new DefinitionKey(written().kind(), id());
    }

    /** {@code kind: trigger}. */
    record TriggerDefinition(Trigger trigger, Written written) implements Definition {
        @Override
        public String id() {
            return trigger.id();
        }
    }

    /** {@code kind: workflow}. */
    record WorkflowDefinition(Workflow workflow, Written written) implements Definition {
        @Override
        public String id() {
            return workflow.id();
        }
    }

    /** {@code kind: data-action}. */
    record DataActionDefinition(DataAction action, Written written) implements Definition {
        @Override
        public String id() {
            return action.id();
        }
    }

    /** {@code kind: variable}: a global one. */
    record VariableDefinition(String id, JsonValue value, Written written) implements Definition {}
}
