package io.switchhook.jsonpath;

import com.jayway.jsonpath.spi.json.AbstractJsonProvider;
import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Lets Jayway walk {@code jakarta.json} as it is; Jayway's own provider turns numbers into {@code double} on the way. */
final class JakartaJson extends AbstractJsonProvider {

    @Override
    public Object parse(String json) {
        try (JsonReader reader = JsonText.provider().createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }

    @Override
    public Object parse(InputStream json, String charset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String toJson(Object value) {
        return PlainJava.toJson(value).toString();
    }

    @Override
    public Object createArray() {
        return new ArrayList<Object>();
    }

    @Override
    public Object createMap() {
        return new LinkedHashMap<String, Object>();
    }

    @Override
    public boolean isArray(Object value) {
        return value instanceof JsonArray || value instanceof List;
    }

    @Override
    public Object getMapValue(Object object, String name) {
        if (object instanceof JsonObject jsonObject) {
            JsonValue value = jsonObject.get(name);
            return value == null ? UNDEFINED : value;
        }
        return super.getMapValue(object, name);
    }

    @Override
    public int length(Object value) {
        Object plain = unwrap(value);
        return super.length(plain);
    }

    @Override
    public Collection<String> getPropertyKeys(Object object) {
        return object instanceof JsonObject jsonObject ? jsonObject.keySet() : super.getPropertyKeys(object);
    }

    /** Functions such as {@code sum()} look for Java numbers among the elements. */
    @Override
    public Iterable<?> toIterable(Object value) {
        List<Object> elements = new ArrayList<>();
        Collection<?> wrapped =
                value instanceof JsonObject object ? object.values() : isArray(value) ? (List<?>) value : List.of();
        wrapped.forEach(element -> elements.add(unwrap(element)));
        return elements;
    }

    @Override
    public Object unwrap(Object value) {
        return value instanceof JsonValue jsonValue ? PlainJava.scalar(jsonValue) : value;
    }
}
