package io.switchhook.definition;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.dataaction.DataAction;
import io.switchhook.definition.Definition.DataActionDefinition;
import io.switchhook.definition.Definition.TriggerDefinition;
import io.switchhook.definition.Definition.VariableDefinition;
import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.trigger.Trigger;
import io.switchhook.trigger.TriggerIndex;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.workflow.AwaitedEvents;
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
    private final Map<String, DefinedGlobal> variables = new LinkedHashMap<>();
    private final Map<DefinitionKey, DefinitionState> inForce = new LinkedHashMap<>();
    private final List<DefinitionState> all = new ArrayList<>();
    private final List<TriggerState> triggers = new ArrayList<>();
    private final List<DefinitionError> errors = new ArrayList<>();
    private final TriggerIndex index;
    private final AwaitedEvents awaited;

    private DefinitionSet(List<DefinitionFile> files, Map<String, TriggerSwitch> switches) {
        Map<DefinitionKey, String> first = new LinkedHashMap<>();
        List<Placed> placed = new ArrayList<>();
        for (DefinitionFile file : files) {
            for (Definition definition : file.definitions()) {
                Optional<String> earlier = Optional.ofNullable(first.putIfAbsent(definition.key(), file.name()));
                placed.add(new Placed(file, definition, earlier));
                if (earlier.isEmpty()) {
                    take(file.name(), definition);
                }
            }
        }
        files.forEach(file -> errors.addAll(file.errors()));
        CrossChecks checks = new CrossChecks(workflows.keySet(), dataActions.keySet(), switches);
        placed.forEach(here -> add(here.earlier()
                .map(file -> CrossChecks.second(here.file(), here.definition(), file))
                .orElseGet(() -> checks.state(here.file(), here.definition()))));
        files.stream().filter(file -> file.definitions().isEmpty()).forEach(file -> file.saved()
                .ifPresent(saved -> all.add(CrossChecks.unreadable(file, saved))));
        awaited = AwaitedEvents.of(workflows.values());
        index = TriggerIndex.ofActive(triggers.stream()
                .filter(TriggerState::active)
                .map(TriggerState::trigger)
                .toList());
    }

    /** @param earlier where the same kind and id is defined, which counts; empty for the first */
    private record Placed(DefinitionFile file, Definition definition, Optional<String> earlier) {}

    /** The definitions of these files, the first of them counting most: the same id again is an error. */
    public static DefinitionSet of(List<DefinitionFile> files) {
        return of(files, Map.of());
    }

    /**
     * The definitions of these files, the first of them counting most: the same id again is an error.
     *
     * @param switches what administrators decided about triggers from files, by their ids
     */
    public static DefinitionSet of(List<DefinitionFile> files, Map<String, TriggerSwitch> switches) {
        return new DefinitionSet(files, switches);
    }

    private void take(String file, Definition definition) {
        if (definition instanceof WorkflowDefinition workflow) {
            workflows.put(workflow.id(), workflow.workflow());
        } else if (definition instanceof DataActionDefinition action) {
            dataActions.put(action.id(), action.action());
        } else if (definition instanceof VariableDefinition variable) {
            variables.put(variable.id(), new DefinedGlobal(variable.id(), variable.value(), file));
        }
    }

    private void add(DefinitionState state) {
        all.add(state);
        errors.addAll(state.errors());
        if (state.inForce()) {
            inForce.put(state.key(), state);
            if (state.definition().orElse(null) instanceof TriggerDefinition trigger) {
                triggers.add(new TriggerState(trigger.trigger(), state.file(), state.disabledBecause()));
            }
        }
    }

    /** All triggers, in the order of definition. */
    public List<TriggerState> triggers() {
        return List.copyOf(triggers);
    }

    /** A trigger that is none of these, and whether it could fire among them. */
    public TriggerState state(Trigger trigger) {
        return new TriggerState(trigger, "", CrossChecks.disabled(trigger, workflows.keySet(), Optional.empty()));
    }

    /** All definitions, in their order, also those that do not count because others have their id. */
    public List<DefinitionState> all() {
        return List.copyOf(all);
    }

    /** The definition that counts under this kind and id. */
    public Optional<DefinitionState> find(DefinitionKey key) {
        return Optional.ofNullable(inForce.get(key));
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

    /** All global variables, in the order of definition. */
    public List<DefinedGlobal> variables() {
        return List.copyOf(variables.values());
    }

    /** The global variable of this id. */
    public Optional<DefinedGlobal> variable(String id) {
        return Optional.ofNullable(variables.get(id));
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
