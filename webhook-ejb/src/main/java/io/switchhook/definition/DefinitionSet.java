package io.switchhook.definition;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.dataaction.DataAction;
import io.switchhook.definition.Definition.DataActionDefinition;
import io.switchhook.definition.Definition.TriggerDefinition;
import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.trigger.Trigger;
import io.switchhook.trigger.TriggerIndex;
import io.switchhook.workflow.AwaitedEvents;
import io.switchhook.workflow.DataActionStep;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All definitions in force at one moment, checked together. Immutable. */
public final class DefinitionSet {
    /** No definitions. */
    public static final DefinitionSet EMPTY = of(List.of());

    private final Map<String, Workflow> workflows = new LinkedHashMap<>();
    private final Map<String, DataAction> dataActions = new LinkedHashMap<>();
    private final List<TriggerState> triggers;
    private final List<DefinitionError> errors = new ArrayList<>();
    private final TriggerIndex index;
    private final AwaitedEvents awaited;

    private DefinitionSet(List<DefinitionFile> files) {
        Map<String, String> workflowFiles = new LinkedHashMap<>();
        Map<String, String> dataActionFiles = new LinkedHashMap<>();
        Map<String, TriggerDefinition> triggerDefinitions = new LinkedHashMap<>();
        Map<String, String> triggerFiles = new LinkedHashMap<>();
        for (DefinitionFile file : files) {
            errors.addAll(file.errors());
            for (Definition definition : file.definitions()) {
                if (definition instanceof WorkflowDefinition workflow) {
                    if (isFirst(workflow, file.name(), workflowFiles)) {
                        workflows.put(workflow.id(), workflow.workflow());
                    }
                } else if (definition instanceof DataActionDefinition action) {
                    if (isFirst(action, file.name(), dataActionFiles)) {
                        dataActions.put(action.id(), action.action());
                    }
                } else if (definition instanceof TriggerDefinition trigger
                        && isFirst(trigger, file.name(), triggerFiles)) {
                    triggerDefinitions.put(trigger.id(), trigger);
                }
            }
        }
        files.forEach(this::checkSteps);
        triggers = triggerDefinitions.values().stream()
                .map(definition -> state(definition, triggerFiles.get(definition.id())))
                .toList();
        awaited = AwaitedEvents.of(workflows.values());
        index = TriggerIndex.of(triggers.stream()
                .filter(TriggerState::active)
                .map(TriggerState::trigger)
                .toList());
    }

    /** The definitions of these files, the first of them counting most: the same id again is an error. */
    public static DefinitionSet of(List<DefinitionFile> files) {
        return new DefinitionSet(files);
    }

    private boolean isFirst(Definition definition, String file, Map<String, String> seen) {
        String earlier = seen.putIfAbsent(definition.id(), file);
        if (earlier != null) {
            errors.add(new DefinitionError(
                    file,
                    definition.document(),
                    definition.line(),
                    "id",
                    Problems.quoted(definition.id()) + ", which is defined in " + earlier + " and stays so",
                    "an id of its own"));
        }
        return earlier == null;
    }

    /** A step that names no data action fails when it runs: said before that. */
    private void checkSteps(DefinitionFile file) {
        for (Definition definition : file.definitions()) {
            if (definition instanceof WorkflowDefinition workflow) {
                for (Step step : workflow.workflow().steps()) {
                    if (step instanceof DataActionStep named && !dataActions.containsKey(named.action())) {
                        errors.add(new DefinitionError(
                                file.name(),
                                definition.document(),
                                definition.line(),
                                "steps",
                                "data action " + Problems.quoted(named.action()) + ", which does not exist; step "
                                        + Problems.quoted(named.name()) + " will fail",
                                "the id of a data action"));
                    }
                }
            }
        }
    }

    private TriggerState state(TriggerDefinition definition, String file) {
        Trigger trigger = definition.trigger();
        if (!workflows.containsKey(trigger.workflow())) {
            errors.add(new DefinitionError(
                    file,
                    definition.document(),
                    definition.line(),
                    "target.id",
                    Problems.quoted(trigger.workflow()) + ", a workflow that does not exist; the trigger is disabled",
                    "the id of a workflow"));
            return new TriggerState(trigger, file, Optional.of(missing(trigger)));
        }
        return new TriggerState(trigger, file, disabled(trigger));
    }

    private static String missing(Trigger trigger) {
        return "workflow " + Problems.quoted(trigger.workflow()) + " does not exist";
    }

    private static Optional<String> disabled(Trigger trigger) {
        return trigger.enabled() ? Optional.empty() : Optional.of("enabled is false");
    }

    /** All triggers, in the order of definition. */
    public List<TriggerState> triggers() {
        return triggers;
    }

    /** A trigger that is none of these, and whether it could fire among them. */
    public TriggerState state(Trigger trigger) {
        if (!workflows.containsKey(trigger.workflow())) {
            return new TriggerState(trigger, "", Optional.of(missing(trigger)));
        }
        return new TriggerState(trigger, "", disabled(trigger));
    }

    /** All workflows, in the order of definition. */
    public List<Workflow> workflows() {
        return List.copyOf(workflows.values());
    }

    /** The workflow of this id. */
    public Optional<Workflow> workflow(String id) {
        return Optional.ofNullable(workflows.get(id));
    }

    /** All data actions, in the order of definition. */
    public List<DataAction> dataActions() {
        return List.copyOf(dataActions.values());
    }

    /** The data action of this id. */
    public Optional<DataAction> dataAction(String id) {
        return Optional.ofNullable(dataActions.get(id));
    }

    /** Everything wrong with the files, in their order, then with the whole. */
    public List<DefinitionError> errors() {
        return List.copyOf(errors);
    }

    /** Index of the triggers that can fire. */
    public TriggerIndex index() {
        return index;
    }

    /** What the workflows wait for. */
    public AwaitedEvents awaited() {
        return awaited;
    }

    /** The triggers that fire for this event, in the order of definition. */
    public List<Match> match(EventRecord event, Instant now) {
        return index.candidates(event).stream()
                .filter(trigger -> !trigger.expired(event, now) && trigger.matches(event))
                .map(trigger -> new Match(trigger, workflows.get(trigger.workflow())))
                .toList();
    }
}
