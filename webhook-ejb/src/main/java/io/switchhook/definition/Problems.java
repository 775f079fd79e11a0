package io.switchhook.definition;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with one document, so that its author hears of everything at once. */
final class Problems {
    private static final int MAX_QUOTE = 80;

    private final String file;
    private final Document document;
    private final List<DefinitionError> errors = new ArrayList<>();

    Problems(String file, Document document) {
        this.file = file;
        this.document = document;
    }

    void add(String path, String found, String allowed) {
        errors.add(new DefinitionError(file, document.number(), document.line(path), path, found, allowed));
    }

    /** Names the kind of a value only: what stands in a wrong place may be a secret. */
    void wrongKind(String path, JsonValue found, String allowed) {
        add(path, kind(found), allowed);
    }

    List<DefinitionError> errors() {
        return errors;
    }

    static String quoted(String found) {
        return '"' + shortened(found) + '"';
    }

    /** What an exception has to say, in parentheses; nothing where it has nothing. */
    static String reason(RuntimeException refused) {
        String message = String.valueOf(refused.getMessage());
        return " (" + shortened(message) + ")";
    }

    static String shortened(String text) {
        return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "…";
    }

    private static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "text";
            case NUMBER -> "a number";
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL -> "null";
        };
    }
}
