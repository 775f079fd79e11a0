package io.switchhook.adapter;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Agent events' additional fields, which may stand among the envelope's members, in an object of their own, or in a list of names and
 * values: all the same here, each under its own name beside the envelope's.
 */
final class AdditionalFields {
    private static final String MEMBER = "AdditionalFields";
    private static final List<String> NAMES = List.of("Name", "Key");

    private AdditionalFields() {}

    /** The event without nesting. What has no name, or one that is taken, stays where it was. */
    static JsonObject flattened(JsonObject event) {
        Optional<String> container = event.keySet().stream()
                .filter(name -> name.replace(" ", "").equalsIgnoreCase(MEMBER))
                .findFirst();
        if (container.isEmpty()) {
            return event;
        }
        Optional<Map<String, JsonValue>> fields = fields(event.get(container.get()));
        JsonObjectBuilder flat = JsonText.object(event);
        if (fields.isPresent()
                && fields.get().keySet().stream()
                        .noneMatch(name -> Members.anyCase(event, name).isPresent())) {
            flat.remove(container.get());
        }
        fields.orElse(Map.of()).forEach((name, value) -> {
            if (Members.anyCase(event, name).isEmpty()) {
                flat.add(name, value);
            }
        });
        return flat.build();
    }

    /** Empty where not all of the value is fields. */
    private static Optional<Map<String, JsonValue>> fields(JsonValue container) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        if (container instanceof JsonObject object) {
            fields.putAll(object);
            return Optional.of(fields);
        }
        if (!(container instanceof JsonArray array)) {
            return container == JsonValue.NULL ? Optional.of(fields) : Optional.empty();
        }
        for (JsonValue element : array) {
            if (!(element instanceof JsonObject pair)) {
                return Optional.empty();
            }
            Optional<String> name = NAMES.stream()
                    .flatMap(key -> Members.anyCase(pair, key).flatMap(Members::text).stream())
                    .findFirst();
            if (name.isEmpty() || fields.containsKey(name.get())) {
                return Optional.empty();
            }
            fields.put(name.get(), Members.anyCase(pair, "Value").orElse(JsonValue.NULL));
        }
        return Optional.of(fields);
    }
}
