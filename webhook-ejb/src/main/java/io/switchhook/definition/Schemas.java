package io.switchhook.definition;

import io.switchhook.api.wire.JsonText;
import io.switchhook.jsonschema.JsonContract;
import io.switchhook.jsonschema.JsonContract.Breach;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The JSON Schemas (draft 2020-12) of the kinds of definitions: for editors and other programs, and for the check. */
public final class Schemas {
    private static final String DEFINITIONS = "$defs";
    private static final Map<String, JsonContract> BY_KIND = load();

    private Schemas() {}

    private static Map<String, JsonContract> load() {
        Map<String, JsonContract> schemas = new LinkedHashMap<>();
        JsonObject shared = JsonText.read(resource("shared")).getJsonObject(DEFINITIONS);
        DefinitionParser.KINDS.forEach(kind -> {
            JsonObject own = JsonText.read(resource(kind));
            JsonObjectBuilder all =
                    JsonText.object(own.getJsonObject(DEFINITIONS)).addAll(JsonText.object(shared));
            schemas.put(
                    kind,
                    JsonContract.of(JsonText.object(own).add(DEFINITIONS, all).build()));
        });
        return schemas;
    }

    private static String resource(String kind) {
        String name = "/schema/" + kind + ".json";
        try (InputStream schema =
                Objects.requireNonNull(Schemas.class.getResourceAsStream(name), "missing schema " + name)) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The kinds that have a schema: all. */
    public static List<String> kinds() {
        return List.copyOf(BY_KIND.keySet());
    }

    /** The schema of a kind. */
    public static Optional<JsonObject> of(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind)).map(JsonContract::schema);
    }

    /** What in a document breaks the schema of its kind. */
    static List<Breach> breaches(String kind, JsonValue document) {
        return BY_KIND.get(kind).breaches(document);
    }

    /** Reports what breaks the schema in a document with which the parser found nothing wrong. */
    static void check(Written written, Problems problems) {
        for (Breach breach : breaches(written.kind(), written.json())) {
            problems.add(
                    breach.path(),
                    "what breaks the schema",
                    breach.reason() + " (JSON Schema of " + written.kind() + ")");
        }
    }
}
