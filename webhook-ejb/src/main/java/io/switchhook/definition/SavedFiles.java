package io.switchhook.definition;

import io.switchhook.api.wire.JsonText;
import io.switchhook.saved.SavedDefinition;
import io.switchhook.saved.SavedDefinitions;
import io.switchhook.saved.SavedSwitch;
import jakarta.json.JsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The definitions of the database, read. Immutable. */
final class SavedFiles {
    static final SavedFiles NONE = new SavedFiles(-1, Map.of(), List.of(), Map.of());

    private final long number;
    private final Map<DefinitionKey, DefinitionFile> byKey;
    private final List<DefinitionFile> files;
    private final Map<String, TriggerSwitch> switches;

    private SavedFiles(
            long number,
            Map<DefinitionKey, DefinitionFile> byKey,
            List<DefinitionFile> files,
            Map<String, TriggerSwitch> switches) {
        this.number = number;
        this.byKey = byKey;
        this.files = files;
        this.switches = switches;
    }

    /** Number of the last change that is in here. */
    long number() {
        return number;
    }

    /** Each definition as a file of its own, by kind and id. */
    List<DefinitionFile> files() {
        return files;
    }

    /** What administrators decided about triggers from files. */
    Map<String, TriggerSwitch> switches() {
        return switches;
    }

    /** What there is now; a definition that has not changed is not read again. */
    SavedFiles with(SavedDefinitions now, DefinitionParser parser) {
        Map<DefinitionKey, DefinitionFile> next = new HashMap<>();
        List<DefinitionFile> inOrder = new ArrayList<>();
        for (SavedDefinition row : now.definitions()) {
            Saved saved =
                    new Saved(new DefinitionKey(row.kind(), row.id()), row.version(), row.changedAt(), row.changedBy());
            DefinitionFile known = byKey.get(saved.key());
            DefinitionFile file =
                    row.document().isEmpty() && known != null ? known : read(saved, row.document(), parser);
            next.put(saved.key(), file);
            inOrder.add(file);
        }
        Map<String, TriggerSwitch> decided = new HashMap<>();
        for (SavedSwitch row : now.switches()) {
            decided.put(row.id(), new TriggerSwitch(row.enabled(), row.changedAt(), row.changedBy()));
        }
        return new SavedFiles(now.number(), next, List.copyOf(inOrder), Map.copyOf(decided));
    }

    private static DefinitionFile read(Saved saved, String document, DefinitionParser parser) {
        String name = saved.key() + " in the database";
        DefinitionFile read;
        try {
            read = DefinitionParser.KINDS.contains(saved.key().kind())
                    ? parser.parse(name, saved.key().kind(), JsonText.read(document))
                    : DefinitionFile.unreadable(
                            name, "kind " + saved.key().kind(), "one of " + String.join(", ", DefinitionParser.KINDS));
        } catch (JsonException damaged) {
            read = DefinitionFile.unreadable(name, "what is no JSON", "a definition");
        }
        return new DefinitionFile(name, read.definitions(), read.errors(), Optional.of(saved));
    }
}
