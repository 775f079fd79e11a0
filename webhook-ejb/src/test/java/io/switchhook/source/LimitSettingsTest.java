package io.switchhook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.limit.ContentTypes;
import io.switchhook.limit.Limits;
import io.switchhook.limit.TokenBucket;
import io.switchhook.network.TrustedProxies;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitSettingsTest {

    @Test
    void limitsNothingByDefault() {
        Limits limits = settings().limits("s.");

        assertThat(limits.allowFrom()).isEmpty();
        assertThat(limits.rate()).isEmpty();
        assertThat(limits.contentTypes()).isEqualTo(ContentTypes.ANY);
        assertThat(settings().trustedProxies()).isEqualTo(TrustedProxies.NONE);
    }

    @Test
    void readsNetworksAndContentTypes() {
        Limits limits = settings(
                        "s.allow-from", "10.0.0.0/8, 2001:db8::/32", "s.content-types", "Application/JSON,text/*")
                .limits("s.");

        assertThat(limits.allowFrom().orElseThrow().contains("10.1.2.3")).isTrue();
        assertThat(limits.allowFrom().orElseThrow().contains("2001:db8::1")).isTrue();
        assertThat(limits.allowFrom().orElseThrow().contains("192.0.2.1")).isFalse();
        assertThat(limits.contentTypes().types()).containsExactly("application/json", "text/*");
    }

    @ParameterizedTest
    @CsvSource({"10, , 10", "0.5, , 1", "2.5, , 3", "10, 2, 2", "0.001, 5, 5"})
    void letsABurstThroughAtOnce(String rate, String burst, int expected) {
        Map<String, String> values = new HashMap<>(Map.of("s.rate", rate));
        if (burst != null) {
            values.put("s.burst", burst);
        }
        TokenBucket bucket = new LimitSettings(Settings.of(values), () -> 0)
                .limits("s.")
                .rate()
                .orElseThrow();

        for (int i = 0; i < expected; i++) {
            assertThat(bucket.take()).isZero();
        }
        assertThat(bucket.take()).isGreaterThan(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s.rate=0 | s.rate: found 0, allowed is a number from 0.001 to 100000",
                "s.rate=NaN | s.rate: found NaN",
                "s.rate=10/s | s.rate: found 10/s",
                "s.burst=5 | s.burst: found a value, allowed is none without rate",
                "s.rate=1;s.burst=0 | s.burst: found 0",
                "s.allow-from=10.0.0.0/33 | s.allow-from: found 10.0.0.0/33",
                "s.allow-from=intranet | s.allow-from: found intranet",
                "s.allow-from=, | s.allow-from: found an empty list",
                "s.allow-from=10.0.0.0/8;switchhook.trusted-proxies=proxy | switchhook.trusted-proxies: found proxy",
                "s.content-types=json | s.content-types: found json",
                "s.content-types=*/* | s.content-types: found */*",
                "s.content-types=, | s.content-types: found an empty list"
            })
    void refusesWhatLimitsNothing(String settings, String message) {
        String[] keysAndValues = List.of(settings.split(";", -1)).stream()
                .flatMap(pair -> List.of(pair.split("=", 2)).stream())
                .toArray(String[]::new);

        assertThatThrownBy(() -> settings(keysAndValues).limits("s."))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith(message);
    }

    private static LimitSettings settings(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new LimitSettings(Settings.of(values), () -> 0);
    }
}
