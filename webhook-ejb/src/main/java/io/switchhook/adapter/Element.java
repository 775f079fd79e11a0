package io.switchhook.adapter;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of a body that may hold several.
 *
 * @param place what goes before the name of a member in a sentence to the sender: {@code [3].}, or empty where the object is the body
 */
record Element(JsonObject object, String place) {

    /**
     * The objects of a value that is one or an array of them.
     *
     * @param name of the array in a sentence to the sender; empty where it is the body
     */
    static List<Element> of(JsonValue value, String name) throws Unusable {
        if (value instanceof JsonObject object) {
            return List.of(new Element(object, ""));
        }
        if (!(value instanceof JsonArray array)) {
            throw new Unusable(
                    "not-an-object", "The body is a JSON value other than an object or an array of objects.");
        }
        RequestEvents.checkNumber(array.size());
        List<Element> elements = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof JsonObject object)) {
                throw new Unusable("not-an-object", "Element " + name + "[" + i + "] is not an object.");
            }
            elements.add(new Element(object, name + "[" + i + "]."));
        }
        return elements;
    }

    /** The member's text. */
    String required(String member, String reason) throws Unusable {
        return Members.text(object, member)
                .orElseThrow(() -> new Unusable(reason, place + member + " is missing or empty."));
    }
}
