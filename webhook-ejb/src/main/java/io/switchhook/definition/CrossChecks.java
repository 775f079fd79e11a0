package io.switchhook.definition;

import io.switchhook.definition.Definition.TriggerDefinition;
import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.trigger.Trigger;
import io.switchhook.workflow.DataActionStep;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can only be said of a definition together with the others.
 *
 * @param workflows ids of all workflows
 * @param dataActions ids of all data actions
 * @param switches what administrators decided about triggers from files
 */
record CrossChecks(Set<String> workflows, Set<String> dataActions, Map<String, TriggerSwitch> switches) {

    /** What becomes of the first definition of its kind and id. */
    DefinitionState state(DefinitionFile file, Definition definition) {
        if (definition instanceof TriggerDefinition trigger) {
            Optional<TriggerSwitch> decided =
                    file.saved().isPresent() ? Optional.empty() : Optional.ofNullable(switches.get(trigger.id()));
            Optional<String> disabled = disabled(trigger.trigger(), workflows, decided);
            return inForce(file, definition, disabled, decided, missingWorkflow(file, trigger));
        }
        if (definition instanceof WorkflowDefinition workflow) {
            return inForce(file, definition, Optional.empty(), Optional.empty(), missingDataActions(file, workflow));
        }
        return inForce(file, definition, Optional.empty(), Optional.empty(), List.of());
    }

    private static DefinitionState inForce(
            DefinitionFile file,
            Definition definition,
            Optional<String> disabled,
            Optional<TriggerSwitch> decided,
            List<DefinitionError> errors) {
        return new DefinitionState(
                definition.key(), Optional.of(definition), file.name(), file.saved(), true, disabled, decided, errors);
    }

    /** What becomes of another definition with the kind and id of one that is defined in {@code earlier}. */
    static DefinitionState second(DefinitionFile file, Definition definition, String earlier) {
        DefinitionError error = error(
                file,
                definition,
                "id",
                Problems.quoted(definition.id()) + ", which is defined in " + earlier + " and stays so",
                "an id of its own");
        return new DefinitionState(
                definition.key(),
                Optional.of(definition),
                file.name(),
                file.saved(),
                false,
                Optional.of(definition.key() + " is defined in " + earlier + ", which counts"),
                Optional.empty(),
                List.of(error));
    }

    /** What becomes of a definition in the database that is none any more. */
    static DefinitionState unreadable(DefinitionFile file, Saved saved) {
        return new DefinitionState(
                saved.key(),
                Optional.empty(),
                file.name(),
                file.saved(),
                false,
                Optional.of("it has errors"),
                Optional.empty(),
                file.errors());
    }

    /** Why a trigger does not fire; empty where it does. */
    static Optional<String> disabled(Trigger trigger, Set<String> workflows, Optional<TriggerSwitch> decided) {
        if (!workflows.contains(trigger.workflow())) {
            return Optional.of("workflow " + Problems.quoted(trigger.workflow()) + " does not exist");
        }
        if (decided.isPresent()) {
            return decided.filter(found -> !found.enabled()).map(TriggerSwitch::text);
        }
        return trigger.enabled() ? Optional.empty() : Optional.of("enabled is false");
    }

    private List<DefinitionError> missingWorkflow(DefinitionFile file, TriggerDefinition definition) {
        String workflow = definition.trigger().workflow();
        return workflows.contains(workflow)
                ? List.of()
                : List.of(error(
                        file,
                        definition,
                        "target.id",
                        Problems.quoted(workflow) + ", a workflow that does not exist; the trigger is disabled",
                        "the id of a workflow"));
    }

    /** A step that names no data action fails when it runs: said before that. */
    private List<DefinitionError> missingDataActions(DefinitionFile file, WorkflowDefinition definition) {
        List<DefinitionError> errors = new ArrayList<>();
        for (Step step : steps(definition.workflow())) {
            if (step instanceof DataActionStep named && !dataActions.contains(named.action())) {
                errors.add(error(
                        file,
                        definition,
                        "steps",
                        "data action " + Problems.quoted(named.action()) + ", which does not exist; step "
                                + Problems.quoted(named.name()) + " will fail",
                        "the id of a data action"));
            }
        }
        return errors;
    }

    private static List<Step> steps(Workflow workflow) {
        return workflow.steps();
    }

    private static DefinitionError error(
            DefinitionFile file, Definition definition, String path, String found, String allowed) {
        Written written = definition.written();
        return new DefinitionError(file.name(), written.document(), written.line(), path, found, allowed);
    }
}
