package io.switchhook.definition;

import java.util.List;

/**
 * What a file holds.
 *
 * @param name of the file
 * @param definitions the documents without mistakes, in order
 * @param errors the mistakes in the others
 */
public record DefinitionFile(String name, List<Definition> definitions, List<DefinitionError> errors) {
    public DefinitionFile {
        definitions = List.copyOf(definitions);
        errors = List.copyOf(errors);
    }

    /** A file that says nothing because of one error. */
    static DefinitionFile unreadable(String name, String found, String allowed) {
        return new DefinitionFile(name, List.of(), List.of(new DefinitionError(name, 0, 0, "", found, allowed)));
    }
}
