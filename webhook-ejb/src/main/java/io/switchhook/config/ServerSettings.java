package io.switchhook.config;

import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The server's configuration, down to the end of the application: one of WildFly's sources, the parameters of the web module, fails as soon as
 * that is gone, while work is still recorded. Then the other sources are asked, each by itself, which leaves <code>${…}</code> in
 * a value as it is: such a value is not told.
 */
final class ServerSettings implements Function<String, Optional<String>> {
    private final Config config;

    ServerSettings(Config config) {
        this.config = config;
    }

    /** @throws IllegalStateException if the configuration is taken down, and what is left of it cannot tell */
    @Override
    public Optional<String> apply(String key) {
        try {
            return config.getOptionalValue(key, String.class);
        } catch (IllegalStateException takenDown) {
            for (ConfigSource source : config.getConfigSources()) {
                String value = value(source, key);
                if (value != null && value.contains("${")) {
                    throw takenDown;
                }
                if (value != null) {
                    return Optional.of(value);
                }
            }
            return Optional.empty();
        }
    }

    private static String value(ConfigSource source, String key) {
        try {
            return source.getValue(key);
        } catch (IllegalStateException gone) {
            return null;
        }
    }
}
