package io.switchhook.catalog;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionState;
import io.switchhook.saved.PastDefinition;
import io.switchhook.saved.SavedDefinition;
import java.time.Instant;

/** What switching a trigger on or off changes. */
final class Switching {
    private static final String ENABLED = "enabled";

    private Switching() {}

    /** What the definition itself says. */
    static boolean isEnabled(DefinitionState state) {
        return state.json().map(json -> json.getBoolean(ENABLED, false)).orElse(false);
    }

    /** The note about a trigger from a file. */
    static PastDefinition note(DefinitionKey key, boolean enabled, long version, Instant now, String user) {
        return new PastDefinition(key.kind(), key.id(), version, action(enabled), "", now, user);
    }

    /** The trigger of the database with another {@code enabled}. */
    static PastDefinition change(SavedDefinition row, boolean enabled, long version, Instant now, String user) {
        String document = JsonText.text(JsonText.object(JsonText.read(row.document()))
                .add(ENABLED, enabled)
                .build());
        return new PastDefinition(row.kind(), row.id(), version, action(enabled), document, now, user);
    }

    private static String action(boolean enabled) {
        return enabled ? "enabled" : "disabled";
    }
}
