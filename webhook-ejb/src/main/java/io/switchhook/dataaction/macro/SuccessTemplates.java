package io.switchhook.dataaction.macro;

import io.switchhook.api.wire.JsonText;
import io.switchhook.velocity.Tool;
import io.switchhook.velocity.VelocityFailure;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code $successTemplateUtils}: makes what a JSONPath found fit for the result. Arguments and results are JSON text. */
final class SuccessTemplates implements Tool {
    private static final String METHODS =
            "firstFromArray(array), firstFromArray(array, otherwise), moveKeysIntoArrayOfObjects(object, keyName[, valueName])";

    @Override
    public Object call(String method, List<Object> arguments) {
        int count = arguments.size();
        if (method.equals("firstFromArray") && (count == 1 || count == 2)) {
            return first(Macros.text(arguments, 0), count == 2 ? Macros.text(arguments, 1) : "null");
        }
        if (method.equals("moveKeysIntoArrayOfObjects") && (count == 2 || count == 3)) {
            return moved(
                    Macros.text(arguments, 0),
                    Macros.text(arguments, 1),
                    count == 3 ? Macros.text(arguments, 2) : "value");
        }
        throw Macros.unknown("successTemplateUtils", method, arguments, METHODS);
    }

    /** The first element of an array; else, where the array is empty, null, or none was found, what is given for that. */
    private static String first(String array, String otherwise) {
        Optional<JsonValue> value = json("firstFromArray", array);
        if (value.isEmpty() || value.get() == JsonValue.NULL) {
            return otherwise;
        }
        if (!(value.get() instanceof JsonArray elements)) {
            throw VelocityFailure.at(0, "$successTemplateUtils.firstFromArray: its argument is no array");
        }
        return elements.isEmpty() ? otherwise : JsonText.text(elements.get(0));
    }

    /**
     * Each member of the object as an object of its own: the members of its value and, under {@code keyName}, its name; a value that is no
     * object stands under {@code valueName}.
     */
    private static String moved(String object, String keyName, String valueName) {
        Optional<JsonValue> value = json("moveKeysIntoArrayOfObjects", object);
        if (value.isEmpty() || value.get() == JsonValue.NULL) {
            return "[]";
        }
        if (!(value.get() instanceof JsonObject members) || keyName == null || valueName == null) {
            throw VelocityFailure.at(
                    0, "$successTemplateUtils.moveKeysIntoArrayOfObjects: its arguments are no object and a name");
        }
        JsonArrayBuilder array = JsonText.array();
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            JsonObjectBuilder element = JsonText.object().add(keyName, member.getKey());
            if (member.getValue() instanceof JsonObject inner) {
                inner.forEach((name, innerValue) -> {
                    if (!name.equals(keyName)) {
                        element.add(name, innerValue);
                    }
                });
            } else {
                element.add(valueName, member.getValue());
            }
            array.add(element);
        }
        return JsonText.text(array.build());
    }

    private static Optional<JsonValue> json(String method, String text) {
        if (text == null || text.isBlank() || References.isUnresolved(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonText.readArray("[" + text + "]").get(0));
        } catch (JsonException | IndexOutOfBoundsException malformed) {
            throw VelocityFailure.at(0, "$successTemplateUtils." + method + ": its argument is not JSON");
        }
    }
}
