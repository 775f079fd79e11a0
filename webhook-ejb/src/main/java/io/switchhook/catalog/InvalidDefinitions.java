package io.switchhook.catalog;

import io.switchhook.definition.DefinitionError;
import java.util.List;

/** Definitions that cannot be taken; nothing was changed. */
public final class InvalidDefinitions extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<DefinitionError> errors;

    InvalidDefinitions(List<DefinitionError> errors) {
        super(errors.size() + " errors");
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, all of it. */
    public List<DefinitionError> errors() {
        return errors;
    }
}
