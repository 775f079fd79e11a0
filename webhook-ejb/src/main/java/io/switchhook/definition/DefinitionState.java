package io.switchhook.definition;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A definition and what became of it.
 *
 * @param key kind and id
 * @param definition what it says; empty where what is in the database cannot be read as one any more
 * @param file where it is defined
 * @param saved of a definition in the database; empty for one from a file
 * @param inForce whether it is the one that counts; false where it cannot be read, or another has the same kind and id
 * @param disabledBecause why it does nothing; empty where it does
 * @param decided what an administrator decided about a trigger from a file; empty where nothing was
 * @param errors what is wrong with it
 */
public record DefinitionState(
        DefinitionKey key,
        Optional<Definition> definition,
        String file,
        Optional<Saved> saved,
        boolean inForce,
        Optional<String> disabledBecause,
        Optional<TriggerSwitch> decided,
        List<DefinitionError> errors) {
    public DefinitionState {
        errors = List.copyOf(errors);
    }

    /** What it says; empty where what is in the database cannot be read as a definition any more. */
    public Optional<JsonObject> json() {
        return definition.map(known -> known.written().json());
    }
}
