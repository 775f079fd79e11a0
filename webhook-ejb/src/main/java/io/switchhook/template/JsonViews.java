package io.switchhook.template;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** JSON as the plain, read-only Java values a template may hold: nothing with methods worth calling. */
public final class JsonViews {
    private static final int MAX_EXPONENT = 100;

    private JsonViews() {}

    /** The value, as a view where it is an object or array; {@code null} for null. */
    public static Object of(JsonValue value) {
        return of(value, false);
    }

    /** The same, with members found in any case of letters where none is written as asked for. */
    static Object inAnyCase(JsonValue value) {
        return of(value, true);
    }

    private static Object of(JsonValue value, boolean anyCase) {
        return switch (value.getValueType()) {
            case OBJECT -> new ObjectView(value.asJsonObject(), anyCase);
            case ARRAY -> new ArrayView(value.asJsonArray(), anyCase);
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case TRUE -> true;
            case FALSE -> false;
            default -> null;
        };
    }

    /** A number too far from 1 stays text: written out as plain decimals, {@code 1e999999999} would fill the memory. */
    private static Object number(JsonNumber json) {
        BigDecimal number = json.bigDecimalValue();
        if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
            return json.toString();
        }
        if (number.scale() == 0 && number.precision() <= 18) {
            return number.longValue();
        }
        return number;
    }

    private static final class ObjectView extends AbstractMap<String, Object> {
        private final JsonObject json;
        private final boolean anyCase;

        ObjectView(JsonObject json, boolean anyCase) {
            this.json = json;
            this.anyCase = anyCase;
        }

        @Override
        public Object get(Object key) {
            JsonValue value = member(key);
            return value == null ? null : of(value, anyCase);
        }

        @Override
        public boolean containsKey(Object key) {
            return member(key) != null;
        }

        private JsonValue member(Object key) {
            JsonValue exact = json.get(key);
            if (exact != null || !anyCase || !(key instanceof String name)) {
                return exact;
            }
            return json.entrySet().stream()
                    .filter(member -> member.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Map.Entry<String, Object>> iterator() {
                    return json.entrySet().stream()
                            .<Map.Entry<String, Object>>map(member ->
                                    new SimpleImmutableEntry<>(member.getKey(), of(member.getValue(), anyCase)))
                            .iterator();
                }

                @Override
                public int size() {
                    return json.size();
                }
            };
        }

        @Override
        public String toString() {
            return json.toString();
        }
    }

    private static final class ArrayView extends AbstractList<Object> {
        private final JsonArray json;
        private final boolean anyCase;

        ArrayView(JsonArray json, boolean anyCase) {
            this.json = json;
            this.anyCase = anyCase;
        }

        @Override
        public Object get(int index) {
            return of(json.get(index), anyCase);
        }

        @Override
        public int size() {
            return json.size();
        }

        @Override
        public String toString() {
            return json.toString();
        }
    }

    /** Whether this is JSON that came in, and so prints itself. */
    public static boolean isView(Object value) {
        return value instanceof ObjectView || value instanceof ArrayView;
    }
}
