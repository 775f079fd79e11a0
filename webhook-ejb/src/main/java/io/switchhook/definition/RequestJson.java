package io.switchhook.definition;

import jakarta.json.JsonObject;
import java.util.List;

/** Reads what people send within the bounds of a definition: depth, number of values, length of numbers, each name once. */
public final class RequestJson {
    private RequestJson() {}

    /** @throws IllegalArgumentException if the text is no JSON object; the message says where it is wrong and what is allowed */
    public static JsonObject read(String text) {
        try {
            List<Document> documents = text.stripLeading().startsWith("{") ? JsonDocuments.read(text) : List.of();
            if (documents.size() == 1 && documents.get(0).content() instanceof JsonObject object) {
                return object;
            }
        } catch (Malformed malformed) {
            throw new IllegalArgumentException(malformed.error("request", 0).message(), malformed);
        }
        throw new IllegalArgumentException("request: found something else, allowed is a JSON object");
    }
}
