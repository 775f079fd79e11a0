package io.switchhook.definition;

import java.util.List;
import java.util.Optional;

/**
 * What a file holds, or one definition of the database, which is like a file of its own.
 *
 * @param name of the file; of what is in the database it says so
 * @param definitions the documents without mistakes, in order
 * @param errors the mistakes in the others
 * @param saved of a definition in the database; empty for a file
 */
public record DefinitionFile(
        String name, List<Definition> definitions, List<DefinitionError> errors, Optional<Saved> saved) {
    public DefinitionFile {
        definitions = List.copyOf(definitions);
        errors = List.copyOf(errors);
    }

    /** A file. */
    public DefinitionFile(String name, List<Definition> definitions, List<DefinitionError> errors) {
        this(name, definitions, errors, Optional.empty());
    }

    /** A file that says nothing because of one error. */
    static DefinitionFile unreadable(String name, String found, String allowed) {
        return new DefinitionFile(name, List.of(), List.of(new DefinitionError(name, 0, 0, "", found, allowed)));
    }
}
