package io.switchhook.definition;

import io.switchhook.api.wire.JsonText;
import io.switchhook.trigger.Trigger;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A trigger that is no definition yet: what only a definition needs may be missing. */
public final class UnsavedTrigger {
    private static final String ID = "unsaved";
    private static final JsonObject TARGET =
            JsonText.object().add("type", "Workflow").add("id", "unknown").build();
    private static final Map<String, JsonValue> DEFAULTS = Map.of(
            "id",
            JsonText.provider().createValue(ID),
            "name",
            JsonText.provider().createValue(ID),
            "enabled",
            JsonValue.TRUE,
            "target",
            TARGET);

    private UnsavedTrigger() {}

    /**
     * Reads it as from a file; {@code id}, {@code name}, {@code enabled} and {@code target} may be missing.
     *
     * @throws IllegalArgumentException if something is wrong; the message names every mistake, with its path and what is allowed
     */
    public static Trigger read(JsonObject json) {
        JsonObjectBuilder all = JsonText.object();
        DEFAULTS.forEach(all::add);
        all.addAll(JsonText.object(json));
        JsonObject whole = all.build();
        Problems problems = new Problems("trigger", new Document(0, whole, Map.of()));
        Members members = new Members(whole, "", problems);
        if (members.has("kind")) {
            members.oneOf("kind", List.of("trigger"));
        }
        Optional<Trigger> trigger = TriggerParser.parse(members);
        return trigger.orElseThrow(() -> new IllegalArgumentException(
                problems.errors().stream().map(DefinitionError::message).collect(Collectors.joining("; "))));
    }
}
