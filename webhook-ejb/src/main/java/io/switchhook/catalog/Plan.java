package io.switchhook.catalog;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.Definition;
import io.switchhook.definition.DefinitionError;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionSet;
import io.switchhook.definition.DefinitionState;
import io.switchhook.definition.Written;
import io.switchhook.saved.PastDefinition;
import io.switchhook.saved.SavedDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has to change in the database so that these definitions hold. */
final class Plan {
    private final List<Definition> created = new ArrayList<>();
    private final List<Definition> updated = new ArrayList<>();
    private final List<DefinitionKey> unchanged = new ArrayList<>();
    private final List<DefinitionKey> deleted = new ArrayList<>();
    private final List<DefinitionError> errors = new ArrayList<>();

    private Plan() {}

    /**
     * @param file name for messages
     * @param wanted what is to hold, each kind and id once
     * @param there what is in the database
     * @param inForce what holds now, for what is in files
     * @param prune whether what is in the database and not wanted is to go
     */
    static Plan of(
            String file, List<Definition> wanted, List<SavedDefinition> there, DefinitionSet inForce, boolean prune) {
        Map<DefinitionKey, String> saved = new LinkedHashMap<>();
        there.forEach(row -> saved.put(new DefinitionKey(row.kind(), row.id()), row.document()));
        Plan plan = new Plan();
        for (Definition definition : wanted) {
            Optional<DefinitionState> fromFile =
                    inForce.find(definition.key()).filter(state -> state.saved().isEmpty());
            String known = saved.remove(definition.key());
            if (fromFile.isPresent()) {
                plan.fromFile(file, definition, fromFile.get());
            } else if (known == null) {
                plan.created.add(definition);
            } else if (isSame(known, definition)) {
                plan.unchanged.add(definition.key());
            } else {
                plan.updated.add(definition);
            }
        }
        if (prune) {
            plan.deleted.addAll(saved.keySet());
        }
        return plan;
    }

    private void fromFile(String file, Definition definition, DefinitionState there) {
        if (there.json().equals(Optional.of(definition.written().json()))) {
            unchanged.add(definition.key());
        } else {
            Written written = definition.written();
            errors.add(new DefinitionError(
                    file,
                    written.document(),
                    written.line(),
                    "id",
                    definition.key() + ", which is defined otherwise in " + there.file(),
                    "a change of that file, or an id of its own"));
        }
    }

    private static boolean isSame(String known, Definition definition) {
        String wanted = JsonText.text(definition.written().json());
        return known.equals(wanted)
                || JsonText.read(known).equals(definition.written().json());
    }

    /** What stands against it. */
    List<DefinitionError> errors() {
        return errors;
    }

    boolean isEmpty() {
        return created.isEmpty() && updated.isEmpty() && deleted.isEmpty();
    }

    /** The changes, to be written. */
    List<PastDefinition> changes(long version, Instant now, String user) {
        List<PastDefinition> changes = new ArrayList<>();
        created.forEach(definition -> changes.add(change("created", definition, version, now, user)));
        updated.forEach(definition -> changes.add(change("updated", definition, version, now, user)));
        deleted.forEach(key -> changes.add(deletion(key, version, now, user)));
        return changes;
    }

    static PastDefinition change(String action, Definition definition, long version, Instant now, String user) {
        return new PastDefinition(
                definition.key().kind(),
                definition.id(),
                version,
                action,
                JsonText.text(definition.written().json()),
                now,
                user);
    }

    static PastDefinition deletion(DefinitionKey key, long version, Instant now, String user) {
        return new PastDefinition(key.kind(), key.id(), version, "deleted", "", now, user);
    }

    Applied applied(long version) {
        return new Applied(version, keys(created), keys(updated), unchanged, deleted);
    }

    private static List<DefinitionKey> keys(List<Definition> definitions) {
        return definitions.stream().map(Definition::key).toList();
    }
}
