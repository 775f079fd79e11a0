package io.switchhook.dataaction;

import io.switchhook.jsonpath.FieldPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an answer becomes the result.
 *
 * @param translationMap variable to JSONPath into the answer
 * @param defaults variable to JSON text that holds where its path finds nothing; a null that is found stays null
 * @param success the result in Velocity over the variables, whose values are JSON text; without one the result is the answer, or, where
 *     there is a translation map, an object of its variables
 */
public record ResponseTemplates(
        Map<String, FieldPath> translationMap, Map<String, String> defaults, Optional<String> success) {
    public ResponseTemplates {
        translationMap = Collections.unmodifiableMap(new LinkedHashMap<>(translationMap));
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }
}
