package io.switchhook.query;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * A variable as people may see it.
 *
 * @param name the variable's name; of a global one its id
 * @param value masked
 * @param file the definition file it is from; empty for one that was set
 * @param set when and by whom it was set last; empty for one from a file
 */
public record VariableView(String name, JsonValue value, Optional<String> file, Optional<Setting> set) {

    /**
     * The last time it was set.
     *
     * @param by user, or workflow, step and run; for people
     */
    public record Setting(Instant at, String by) {}
}
