package io.switchhook.catalog;

import io.switchhook.definition.DefinitionKey;
import java.util.List;

/**
 * What became of definitions that were applied together, or would.
 *
 * @param version number of the change; of the last one if nothing was changed
 * @param created those that are new
 * @param updated those that are another now
 * @param unchanged those that were the same already
 * @param deleted those that were not among them, if they were to go
 */
public record Applied(
        long version,
        List<DefinitionKey> created,
        List<DefinitionKey> updated,
        List<DefinitionKey> unchanged,
        List<DefinitionKey> deleted) {
    public Applied {
        created = List.copyOf(created);
        updated = List.copyOf(updated);
        unchanged = List.copyOf(unchanged);
        deleted = List.copyOf(deleted);
    }
}
