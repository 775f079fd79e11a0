package io.switchhook.workflow;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * What an attempt sent and got, as people may see it.
 *
 * @param request empty where it came to none
 * @param response empty where there was none
 */
public record Recorded(Optional<JsonObject> request, Optional<JsonObject> response) {
    /** An attempt that sent nothing. */
    public static final Recorded NONE = new Recorded(Optional.empty(), Optional.empty());
}
