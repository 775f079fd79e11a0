package io.switchhook.query;

import io.switchhook.api.wire.JsonText;
import io.switchhook.config.Settings;
import io.switchhook.query.VariableView.Setting;
import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.variable.DefinedGlobals;
import io.switchhook.variable.VariableValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** Global variables and those of subjects, as people may see them. */
@ApplicationScoped
public class StoredVariables {
    private final Jdbi jdbi;
    private final DefinedGlobals defined;
    private final Mask mask;

    @Inject
    public StoredVariables(Jdbi jdbi, DefinedGlobals defined, Settings settings) {
        this(jdbi, defined, Mask.of(settings));
    }

    StoredVariables(Jdbi jdbi, DefinedGlobals defined, Mask mask) {
        this.jdbi = jdbi;
        this.defined = defined;
        this.mask = mask;
    }

    protected StoredVariables() {
        this(null, null, new Mask(Set.of()));
    }

    /** All global variables in force, in the order of their ids: where one is defined and set, the defined one. */
    public List<VariableView> global() {
        Map<String, VariableView> views = new TreeMap<>();
        jdbi.withHandle(VariableRows::global).forEach(kept -> views.put(kept.name(), view(kept)));
        defined.variables().forEach(variable -> views.put(variable.id(), view(variable)));
        return List.copyOf(views.values());
    }

    /** The global variable of this id that is in force. */
    public Optional<VariableView> global(String id) {
        return defined.variable(id).map(this::view).or(() -> jdbi.withHandle(handle -> VariableRows.global(handle, id))
                .map(this::view));
    }

    /** The variables of a subject, in the order of their names. */
    public List<VariableView> ofSubject(String subject) {
        return jdbi.withHandle(handle -> VariableRows.ofSubject(handle, subject)).stream()
                .map(this::view)
                .toList();
    }

    /** One variable of a subject. */
    public Optional<VariableView> ofSubject(String subject, String name) {
        return jdbi.withHandle(handle -> VariableRows.ofSubject(handle, subject, name))
                .map(this::view);
    }

    private VariableView view(Kept kept) {
        JsonValue value = VariableValue.read(kept.value());
        return new VariableView(
                kept.name(),
                masked(kept.name(), value),
                Optional.empty(),
                Optional.of(new Setting(kept.setAt(), kept.setBy())));
    }

    private VariableView view(DefinedGlobal variable) {
        return new VariableView(
                variable.id(), masked(variable.id(), variable.value()), Optional.of(variable.file()), Optional.empty());
    }

    private JsonValue masked(String name, JsonValue value) {
        return mask.data(JsonText.object().add(name, value).build()).get(name);
    }
}
