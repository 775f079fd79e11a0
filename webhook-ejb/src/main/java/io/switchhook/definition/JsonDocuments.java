package io.switchhook.definition;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Reads a JSON file: one object is one document, a list of objects is as many. */
final class JsonDocuments {
    private final JsonParser parser;
    private Map<String, Integer> lines = new HashMap<>();
    private int values;

    private JsonDocuments(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws Malformed if it cannot be read */
    static List<Document> read(String text) {
        try (JsonParser parser = JsonText.parser(text)) {
            return new JsonDocuments(parser).documents();
        } catch (JsonParsingException malformed) {
            int line = (int) malformed.getLocation().getLineNumber();
            throw new Malformed(line, "", String.valueOf(malformed.getMessage()), "JSON");
        } catch (JsonException
                | NoSuchElementException
                | UnsupportedOperationException
                | IllegalStateException malformed) {
            throw new Malformed(0, "", String.valueOf(malformed.getMessage()), "JSON");
        }
    }

    private List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        Event first = parser.next();
        if (first == Event.START_ARRAY) {
            for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
                documents.add(document(event, documents.size() + 1));
            }
        } else {
            documents.add(document(first, 1));
        }
        if (parser.hasNext()) {
            throw new Malformed(line(), "", "more behind the end", "one object or list");
        }
        return documents;
    }

    private Document document(Event event, int number) {
        lines = new HashMap<>();
        values = 0;
        return new Document(number, value(event, "", 0), lines);
    }

    private JsonValue value(Event event, String path, int depth) {
        lines.put(path, line());
        values++;
        if (values > Document.MAX_VALUES) {
            throw new Malformed(line(), path, "more values", Document.MAX_VALUES + " values in a document");
        }
        if (depth > Document.MAX_DEPTH) {
            throw new Malformed(line(), path, "deeper nesting", "nesting of " + Document.MAX_DEPTH);
        }
        return switch (event) {
            case START_OBJECT -> object(path, depth);
            case START_ARRAY -> array(path, depth);
            case VALUE_NUMBER -> number(path);
            default -> parser.getValue();
        };
    }

    private JsonValue object(String path, int depth) {
        JsonObjectBuilder object = JsonText.object();
        Set<String> names = new HashSet<>();
        while (parser.next() == Event.KEY_NAME) {
            String name = parser.getString();
            String member = Document.member(path, name);
            if (!names.add(name)) {
                throw new Malformed(line(), member, "the name a second time", "each name once");
            }
            object.add(name, value(parser.next(), member, depth + 1));
        }
        return object.build();
    }

    private JsonValue array(String path, int depth) {
        JsonArrayBuilder array = JsonText.array();
        int index = 0;
        for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
            array.add(value(event, Document.element(path, index), depth + 1));
            index++;
        }
        return array.build();
    }

    private JsonValue number(String path) {
        if (parser.getString().length() > Document.MAX_NUMBER) {
            throw new Malformed(line(), path, "a longer number", "a number of " + Document.MAX_NUMBER + " characters");
        }
        return parser.getValue();
    }

    private int line() {
        return (int) parser.getLocation().getLineNumber();
    }
}
