package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
    private final Map<String, String> properties = new HashMap<>(Map.of("a", "one", "b", "${a}"));
    private final Map<String, String> defaults = Map.of("a", "default", "c", "three");
    private boolean takenDown;
    private final ServerSettings settings = new ServerSettings(config());

    @Test
    void theSourcesThatAreLeftAnswerWhenOneIsGone() {
        assertThat(settings.apply("a")).contains("the configuration's a");

        takenDown = true;

        assertThat(settings.apply("a")).contains("one");
        assertThat(settings.apply("c")).contains("three");
        assertThat(settings.apply("d")).isEmpty();
    }

    @Test
    void aValueThatLeadsElsewhereIsNotToldAsItStands() {
        takenDown = true;

        assertThatThrownBy(() -> settings.apply("b")).isInstanceOf(IllegalStateException.class);
    }

    private Config config() {
        List<ConfigSource> sources = List.of(
                new Source("web module", Map.of(), true),
                new Source("properties", properties, false),
                new Source("defaults", defaults, false));
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getConfigSources" -> sources;
                    case "getOptionalValue" -> {
                        failIfTakenDown();
                        yield Optional.of("the configuration's " + arguments[0]);
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private void failIfTakenDown() {
        if (takenDown) {
            throw new IllegalStateException("UT015023: This Context has been already destroyed");
        }
    }

    private final class Source implements ConfigSource {
        private final String name;
        private final Map<String, String> values;
        private final boolean ofTheWebModule;

        Source(String name, Map<String, String> values, boolean ofTheWebModule) {
            this.name = name;
            this.values = values;
            this.ofTheWebModule = ofTheWebModule;
        }

        @Override
        public String getValue(String key) {
            if (ofTheWebModule) {
                failIfTakenDown();
            }
            return values.get(key);
        }

        @Override
        public Set<String> getPropertyNames() {
            return values.keySet();
        }

        @Override
        public String getName() {
            return name;
        }
    }
}
