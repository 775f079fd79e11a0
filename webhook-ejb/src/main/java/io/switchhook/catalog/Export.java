package io.switchhook.catalog;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionSet;
import io.switchhook.definition.DefinitionState;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** All definitions that count, as YAML that can be applied elsewhere. */
public final class Export {
    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setExplicitStart(true)
            .setDereferenceAliases(true)
            .setWidth(Integer.MAX_VALUE)
            .build();

    private Export() {}

    /** By kind and id; what administrators decided about triggers from files is in them. */
    public static String yaml(DefinitionSet definitions) {
        Map<DefinitionKey, JsonObject> documents = new TreeMap<>(
                Comparator.comparing(DefinitionKey::kind).reversed().thenComparing(DefinitionKey::id));
        definitions.all().stream().filter(DefinitionState::inForce).forEach(state -> state.json()
                .ifPresent(json -> documents.put(state.key(), document(state, json))));
        List<Object> values = new ArrayList<>();
        documents.values().forEach(document -> values.add(value(document)));
        return new Dump(SETTINGS).dumpAllToString(values.iterator());
    }

    private static JsonObject document(DefinitionState state, JsonObject json) {
        return state.decided()
                .map(decided ->
                        JsonText.object(json).add("enabled", decided.enabled()).build())
                .orElse(json);
    }

    private static Object value(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, Object> map = new LinkedHashMap<>();
            object.forEach((name, member) -> map.put(name, value(member)));
            return map;
        }
        if (value instanceof JsonArray array) {
            return array.stream().map(Export::value).toList();
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        if (value instanceof JsonNumber number) {
            return number.bigDecimalValue().scale() == 0
                    ? number.bigDecimalValue().unscaledValue()
                    : number.bigDecimalValue();
        }
        return switch (value.getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> null;
        };
    }
}
