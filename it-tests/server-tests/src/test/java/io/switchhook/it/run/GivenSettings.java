package io.switchhook.it.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What the person who typed the command has set, as system properties given to Maven or in the environment. */
final class GivenSettings {
    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> environment;

    GivenSettings(Map<?, ?> systemProperties, Map<String, String> environment) {
        systemProperties.forEach((name, value) -> properties.put(name.toString(), value.toString()));
        this.environment = Map.copyOf(environment);
    }

    /** The value under a key, read as MicroProfile Config would. */
    Optional<String> value(String key) {
        String variable = key.replaceAll("[^A-Za-z0-9]", "_");
        return Optional.ofNullable(properties.get(key))
                .or(() -> Optional.ofNullable(environment.get(key)))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .or(() -> Optional.ofNullable(environment.get(variable.toUpperCase(java.util.Locale.ROOT))));
    }

    /** The system properties meant for the server; it inherits the environment anyway. */
    void forServer(BiConsumer<String, String> consumer) {
        properties.forEach((name, value) -> {
            // Fault Tolerance has keys of its own, which begin with our classes' names.
            if (name.startsWith("switchhook.") || name.startsWith("io.switchhook.")) {
                consumer.accept(name, value);
            }
        });
    }
}
