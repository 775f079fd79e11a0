package io.switchhook.variable;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The names of a run as a JSON object, for paths: members are looked up one by one; listed are those that cost no search. */
final class NamedRoot extends AbstractMap<String, JsonValue> implements JsonObject {
    private final RunNames names;
    private final UnaryOperator<JsonObject> mask;

    NamedRoot(RunNames names, UnaryOperator<JsonObject> mask) {
        this.names = names;
        this.mask = mask;
    }

    @Override
    public JsonValue get(Object name) {
        return name instanceof String text
                ? names.find(text)
                        .map(found -> mask.apply(JsonText.object()
                                        .add(text, found.value())
                                        .build())
                                .get(text))
                        .orElse(null)
                : null;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        names.own().forEach(name -> members.put(name, get(name)));
        return members.entrySet();
    }

    @Override
    public ValueType getValueType() {
        return ValueType.OBJECT;
    }

    @Override
    public JsonArray getJsonArray(String name) {
        return (JsonArray) get(name);
    }

    @Override
    public JsonObject getJsonObject(String name) {
        return (JsonObject) get(name);
    }

    @Override
    public JsonNumber getJsonNumber(String name) {
        return (JsonNumber) get(name);
    }

    @Override
    public JsonString getJsonString(String name) {
        return (JsonString) get(name);
    }

    @Override
    public String getString(String name) {
        return getJsonString(name).getString();
    }

    @Override
    public String getString(String name, String otherwise) {
        return get(name) instanceof JsonString text ? text.getString() : otherwise;
    }

    @Override
    public int getInt(String name) {
        return getJsonNumber(name).intValue();
    }

    @Override
    public int getInt(String name, int otherwise) {
        return get(name) instanceof JsonNumber number ? number.intValue() : otherwise;
    }

    @Override
    public boolean getBoolean(String name) {
        JsonValue value = get(name);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw new ClassCastException(name + " is neither true nor false");
    }

    @Override
    public boolean getBoolean(String name, boolean otherwise) {
        JsonValue value = get(name);
        return value == JsonValue.TRUE || (value != JsonValue.FALSE && otherwise);
    }

    @Override
    public boolean isNull(String name) {
        return JsonValue.NULL.equals(get(name));
    }

    @Override
    public String toString() {
        return JsonText.text(this);
    }
}
