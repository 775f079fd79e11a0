package io.switchhook.memory;

import io.switchhook.api.wire.JsonText;
import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.variable.DefinedGlobals;
import io.switchhook.variable.Memory;
import io.switchhook.variable.VariableValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** What the store and the definitions know; each answer is one query by an index, or none. */
@ApplicationScoped
public class StoredMemory implements Memory {
    private final Jdbi jdbi;
    private final DefinedGlobals defined;

    @Inject
    public StoredMemory(Jdbi jdbi, DefinedGlobals defined) {
        this.jdbi = jdbi;
        this.defined = defined;
    }

    /** For the CDI client proxy. */
    protected StoredMemory() {
        this(null, null);
    }

    @Override
    public Map<String, JsonValue> ofSubject(String subject) {
        Map<String, JsonValue> values = new HashMap<>();
        for (Kept kept : jdbi.withHandle(handle -> VariableRows.ofSubject(handle, subject))) {
            values.put(kept.name(), VariableValue.read(kept.value()));
        }
        return values;
    }

    @Override
    public Optional<JsonValue> global(String id) {
        return defined.variable(id).map(DefinedGlobal::value).or(() -> jdbi.withHandle(
                        handle -> VariableRows.global(handle, id))
                .map(kept -> VariableValue.read(kept.value())));
    }

    @Override
    public Optional<JsonObject> lastEvent(String subject, Set<String> lastSegments) {
        return jdbi.withHandle(handle -> VariableRows.lastEvent(handle, subject, lastSegments))
                .map(JsonText::read);
    }
}
