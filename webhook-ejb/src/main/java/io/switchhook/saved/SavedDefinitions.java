package io.switchhook.saved;

import java.util.List;

/**
 * The definitions in the database at one moment.
 *
 * @param number of the last change
 * @param definitions all there are, by kind and id; those that were known before without their document
 * @param switches all there are
 */
public record SavedDefinitions(long number, List<SavedDefinition> definitions, List<SavedSwitch> switches) {
    public SavedDefinitions {
        definitions = List.copyOf(definitions);
        switches = List.copyOf(switches);
    }
}
