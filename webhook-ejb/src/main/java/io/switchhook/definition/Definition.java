package io.switchhook.definition;

import io.switchhook.dataaction.DataAction;
import io.switchhook.trigger.Trigger;
import io.switchhook.workflow.Workflow;
import jakarta.json.JsonValue;

/** One document of a file, checked as far as it can be on its own. */
public sealed interface Definition {

    /** Unique among definitions of the same kind. */
    String id();

    /** Number of the document in its file, from 1. */
    int document();

    /** Line where the document begins, from 1; 0 where it is not known. */
    int line();

    /** {@code kind: trigger}. */
    record TriggerDefinition(Trigger trigger, int document, int line) implements Definition {
        @Override
        public String id() {
            return trigger.id();
        }
    }

    /** {@code kind: workflow}. */
    record WorkflowDefinition(Workflow workflow, int document, int line) implements Definition {
        @Override
        public String id() {
            return workflow.id();
        }
    }

    /** {@code kind: data-action}. */
    record DataActionDefinition(DataAction action, int document, int line) implements Definition {
        @Override
        public String id() {
            return action.id();
        }
    }

    /** {@code kind: variable}: a global one. */
    record VariableDefinition(String id, JsonValue value, int document, int line) implements Definition {}
}
