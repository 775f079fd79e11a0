package io.switchhook.dataaction;

import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * What templates of a request may use, and nobody may see.
 *
 * @param credentials value of {@code credentials.<name>}; throws an exception with a message for people where there is none
 * @param authResponse what a login gave; empty where there was none
 */
public record Secrets(Function<String, String> credentials, Optional<JsonObject> authResponse) {
    /** Shows nothing of them. */
    @Override
    public String toString() {
        return "Secrets[...]";
    }
}
