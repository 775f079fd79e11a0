package io.switchhook.variable;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What outlives a run, asked when a name stands for it. Implementations remember nothing of what they were asked. */
public interface Memory {
    /** Of nothing. */
    Memory NONE = new Memory() {
        @Override
        public Map<String, JsonValue> ofSubject(String subject) {
            return Map.of();
        }

        @Override
        public Optional<JsonValue> global(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<JsonObject> lastEvent(String subject, Set<String> lastSegments) {
            return Optional.empty();
        }
    };

    /** The variables of a subject, by name. */
    Map<String, JsonValue> ofSubject(String subject);

    /** The global variable of this id. */
    Optional<JsonValue> global(String id);

    /**
     * The data of the last event of a subject, stored up to now, with a topic that ends so.
     *
     * @param lastSegments in lower case; any may match
     */
    Optional<JsonObject> lastEvent(String subject, Set<String> lastSegments);
}
