package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.catalog.Applied;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionState;
import io.switchhook.definition.Saved;
import io.switchhook.definition.TriggerSwitch;
import io.switchhook.saved.PastDefinition;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.List;

/** Definitions as the admin API shows them. */
final class DefinitionJson {
    private DefinitionJson() {}

    /** A definition without what it says. */
    static JsonObject item(DefinitionState state) {
        return head(state).build();
    }

    /** A definition with what it says. */
    static JsonObject whole(DefinitionState state) {
        JsonObjectBuilder json = head(state);
        state.json().ifPresent(document -> json.add("document", document));
        return json.build();
    }

    private static JsonObjectBuilder head(DefinitionState state) {
        JsonObjectBuilder json = JsonText.object()
                .add("kind", state.key().kind())
                .add("id", state.key().id());
        state.json()
                .filter(document -> document.get("name") instanceof JsonString)
                .ifPresent(document -> json.add("name", document.getString("name")));
        json.add("origin", state.saved().isPresent() ? "api" : "file");
        if (state.saved().isEmpty()) {
            json.add("file", state.file());
        }
        json.add("state", state.disabledBecause().isPresent() ? "disabled" : "active");
        state.disabledBecause().ifPresent(reason -> json.add("reason", reason));
        state.decided().ifPresent(decided -> json.add("switched", decided(decided)));
        state.saved().ifPresent(saved -> version(json, saved));
        JsonArrayBuilder errors = JsonText.array();
        state.errors().stream().map(DefinitionProblems::error).forEach(errors::add);
        return json.add("errors", errors);
    }

    private static void version(JsonObjectBuilder json, Saved saved) {
        json.add("version", saved.version())
                .add("changedAt", saved.changedAt().toString())
                .add("changedBy", saved.changedBy());
    }

    private static JsonObject decided(TriggerSwitch decided) {
        return JsonText.object()
                .add("enabled", decided.enabled())
                .add("by", decided.by())
                .add("at", decided.at().toString())
                .build();
    }

    /** A change of a definition. */
    static JsonObject past(PastDefinition past) {
        JsonObjectBuilder json = JsonText.object()
                .add("version", past.version())
                .add("action", past.action())
                .add("changedAt", past.changedAt().toString())
                .add("changedBy", past.changedBy());
        if (!past.document().isEmpty()) {
            json.add("document", JsonText.read(past.document()));
        }
        return json.build();
    }

    /** What became of definitions that were applied together. */
    static JsonObject applied(Applied applied, boolean dryRun) {
        return JsonText.object()
                .add("dryRun", dryRun)
                .add("version", applied.version())
                .add("created", keys(applied.created()))
                .add("updated", keys(applied.updated()))
                .add("unchanged", keys(applied.unchanged()))
                .add("deleted", keys(applied.deleted()))
                .build();
    }

    private static JsonArray keys(List<DefinitionKey> keys) {
        JsonArrayBuilder array = JsonText.array();
        keys.forEach(key -> array.add(JsonText.object().add("kind", key.kind()).add("id", key.id())));
        return array.build();
    }
}
