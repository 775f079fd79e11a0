package io.switchhook.definition;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML 1.2 (JSON schema) as JSON, document by document. Numbers keep their digits; tags other than text are refused; an
 * alias counts as much as what it repeats, so aliases cannot blow up a small file.
 */
final class YamlDocuments {
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";
    private static final LoadSettings SETTINGS = LoadSettings.builder().build();

    private final Iterator<Event> events;
    private int number;
    private Map<String, Integer> lines = new HashMap<>();
    private Map<Anchor, Repeated> anchors = new HashMap<>();
    private int values;

    private record Repeated(JsonValue value, int values) {}

    YamlDocuments(String text) {
        events = new Parse(SETTINGS).parseString(text).iterator();
    }

    /** Number of the document being read, from 1. */
    int number() {
        return number;
    }

    /**
     * The next document, empty at the end.
     *
     * @throws Malformed if it cannot be read
     */
    Optional<Document> next() {
        try {
            while (events.hasNext()) {
                if (events.next().getEventId() == Event.ID.DocumentStart) {
                    number++;
                    lines = new HashMap<>();
                    anchors = new HashMap<>();
                    values = 0;
                    JsonValue content = value(events.next(), "", 0);
                    return Optional.of(new Document(number, content, lines));
                }
            }
            return Optional.empty();
        } catch (MarkedYamlEngineException malformed) {
            int line =
                    malformed.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            number = Math.max(number, 1);
            throw new Malformed(line, "", malformed.getProblem(), "YAML");
        } catch (YamlEngineException | NoSuchElementException malformed) {
            number = Math.max(number, 1);
            throw new Malformed(0, "", String.valueOf(malformed.getMessage()), "YAML");
        }
    }

    private JsonValue value(Event event, String path, int depth) {
        int line = line(event);
        lines.put(path, line);
        count(1, line, path);
        if (depth > Document.MAX_DEPTH) {
            throw new Malformed(line, path, "deeper nesting", "nesting of " + Document.MAX_DEPTH);
        }
        if (event instanceof AliasEvent alias) {
            Repeated repeated = anchors.get(alias.getAlias());
            if (repeated == null) {
                throw new Malformed(line, path, "alias *" + alias.getAlias(), "the alias of an anchor before it");
            }
            count(repeated.values(), line, path);
            return repeated.value();
        }
        int before = values;
        if (event instanceof ScalarEvent scalar) {
            return anchored(scalar.getAnchor(), scalar(scalar, line, path), before);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        if (start.getTag().isPresent()) {
            throw new Malformed(line, path, "tag " + start.getTag().get(), "no tags");
        }
        JsonValue value = event.getEventId() == Event.ID.MappingStart ? mapping(path, depth) : sequence(path, depth);
        return anchored(start.getAnchor(), value, before);
    }

    private JsonValue anchored(Optional<Anchor> anchor, JsonValue value, int before) {
        anchor.ifPresent(name -> anchors.put(name, new Repeated(value, values - before)));
        return value;
    }

    private JsonValue mapping(String path, int depth) {
        JsonObjectBuilder object = JsonText.object();
        Set<String> names = new HashSet<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            int line = line(event);
            if (!(event instanceof ScalarEvent key)) {
                throw new Malformed(
                        line, path, "a name that is no text", "a name; a value that begins with {{ needs quotes");
            }
            String name = key.getValue();
            String member = Document.member(path, name);
            if (!names.add(name)) {
                throw new Malformed(line, member, "the name a second time", "each name once");
            }
            object.add(name, value(events.next(), member, depth + 1));
        }
        return object.build();
    }

    private JsonValue sequence(String path, int depth) {
        JsonArrayBuilder array = JsonText.array();
        int index = 0;
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            array.add(value(event, Document.element(path, index), depth + 1));
            index++;
        }
        return array.build();
    }

    private static JsonValue scalar(ScalarEvent event, int line, String path) {
        String text = event.getValue();
        Tag tag = Tag.STR;
        if (event.getTag().isPresent()) {
            if (!event.getTag().get().equals(TEXT_TAG)) {
                throw new Malformed(line, path, "tag " + event.getTag().get(), "no tags");
            }
        } else {
            tag = SETTINGS.getSchema()
                    .getScalarResolver()
                    .resolve(text, event.getImplicit().canOmitTagInPlainScalar());
        }
        if (tag.equals(Tag.NULL)) {
            return JsonValue.NULL;
        }
        if (tag.equals(Tag.BOOL)) {
            return text.equals("true") ? JsonValue.TRUE : JsonValue.FALSE;
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
                ? number(text, line, path)
                : JsonText.provider().createValue(text);
    }

    private static JsonValue number(String text, int line, String path) {
        try {
            if (text.length() <= Document.MAX_NUMBER) {
                BigDecimal number = new BigDecimal(text);
                return number.scale() == 0 && number.precision() <= 18
                        ? JsonText.provider().createValue(number.longValue())
                        : JsonText.provider().createValue(number);
            }
        } catch (NumberFormatException notJson) {
            // .inf and .nan: reported below
        }
        throw new Malformed(
                line,
                path,
                "number " + Problems.shortened(text),
                "a JSON number of " + Document.MAX_NUMBER + " characters");
    }

    private void count(int more, int line, String path) {
        values += more;
        if (values > Document.MAX_VALUES) {
            throw new Malformed(line, path, "more values", Document.MAX_VALUES + " values in a document");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
