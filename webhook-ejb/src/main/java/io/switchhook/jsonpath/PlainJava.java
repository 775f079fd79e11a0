package io.switchhook.jsonpath;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.TypeRef;
import com.jayway.jsonpath.spi.mapper.MappingProvider;
import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Between {@code jakarta.json} and the plain Java values that Jayway compares in filters and computes in functions. */
final class PlainJava implements MappingProvider {

    /** Text, number, boolean or null as Java's own; objects and arrays as they are. */
    static Object scalar(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).bigDecimalValue();
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
            default -> value;
        };
    }

    static JsonValue toJson(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof JsonValue jsonValue) {
            return jsonValue;
        }
        if (value instanceof Boolean b) {
            return b ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof BigDecimal bigDecimal) {
            return JsonText.provider().createValue(bigDecimal);
        }
        if (value instanceof Integer || value instanceof Long) {
            return JsonText.provider().createValue(((Number) value).longValue());
        }
        if (value instanceof BigInteger bigInteger) {
            return JsonText.provider().createValue(bigInteger);
        }
        if (value instanceof Number number) {
            return JsonText.provider().createValue(number.doubleValue());
        }
        if (value instanceof List) {
            JsonArrayBuilder array = JsonText.array();
            ((List<?>) value).forEach(element -> array.add(toJson(element)));
            return array.build();
        }
        if (value instanceof Map) {
            JsonObjectBuilder object = JsonText.object();
            ((Map<?, ?>) value).forEach((name, member) -> object.add(String.valueOf(name), toJson(member)));
            return object.build();
        }
        return JsonText.provider().createValue(value.toString());
    }

    @Override
    public <T> T map(Object source, Class<T> target, Configuration configuration) {
        Object plain = deep(source);
        return plain == null ? null : target.cast(plain);
    }

    @Override
    public <T> T map(Object source, TypeRef<T> target, Configuration configuration) {
        throw new UnsupportedOperationException();
    }

    private static Object deep(Object value) {
        Object plain = value instanceof JsonValue jsonValue ? scalar(jsonValue) : value;
        if (plain instanceof List) {
            List<Object> list = new ArrayList<>();
            ((List<?>) plain).forEach(element -> list.add(deep(element)));
            return list;
        }
        if (plain instanceof Map) {
            Map<String, Object> map = new LinkedHashMap<>();
            ((Map<?, ?>) plain).forEach((name, member) -> map.put(String.valueOf(name), deep(member)));
            return map;
        }
        return plain;
    }
}
