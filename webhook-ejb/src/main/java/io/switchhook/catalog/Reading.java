package io.switchhook.catalog;

import io.switchhook.definition.Definition;
import io.switchhook.definition.DefinitionError;
import io.switchhook.definition.DefinitionFile;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionParser;
import io.switchhook.definition.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what was sent; every method throws {@link InvalidDefinitions} with all mistakes. */
final class Reading {
    /** What is sent, in messages. */
    static final String REQUEST = "request";

    private Reading() {}

    /** Definitions of any kind, each kind and id once. */
    static List<Definition> all(DefinitionParser parser, Given given) {
        return checked(parser.parse(REQUEST, given.text(), given.syntax(), Optional.empty()));
    }

    /** One definition of this kind. */
    static Definition one(DefinitionParser parser, String kind, Given given) {
        List<Definition> read = checked(parser.parse(REQUEST, given.text(), given.syntax(), Optional.of(kind)));
        if (read.size() != 1) {
            throw new InvalidDefinitions(List.of(new DefinitionError(
                    REQUEST, 0, 0, "", read.size() + " documents", "one document of kind " + kind)));
        }
        return read.get(0);
    }

    /** One definition of this kind and id. */
    static Definition one(DefinitionParser parser, DefinitionKey key, Given given) {
        Definition read = one(parser, key.kind(), given);
        if (!read.id().equals(key.id())) {
            throw new InvalidDefinitions(List.of(
                    error(read.written(), "the id \"" + read.id() + '"', '"' + key.id() + "\", as in the path")));
        }
        return read;
    }

    private static List<Definition> checked(DefinitionFile read) {
        List<DefinitionError> errors = new ArrayList<>(read.errors());
        Set<DefinitionKey> keys = new HashSet<>();
        for (Definition definition : read.definitions()) {
            String id = definition.id();
            if (!keys.add(definition.key())) {
                errors.add(error(definition.written(), definition.key() + " a second time", "each id once"));
            }
            // servers take no encoded slash in a path, and resolve the dots before we see them
            if (id.contains("/") || id.contains("\\") || id.contains(";") || id.equals(".") || id.equals("..")) {
                errors.add(error(
                        definition.written(), '"' + id + '"', "an id that can stand in a path: without / \\ and ;"));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidDefinitions(errors);
        }
        return read.definitions();
    }

    private static DefinitionError error(Written written, String found, String allowed) {
        return new DefinitionError(REQUEST, written.document(), written.line(), "id", found, allowed);
    }
}
