package io.switchhook.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import io.switchhook.egress.EgressPolicy;
import io.switchhook.retry.RetrySettings;
import io.switchhook.target.TargetCall;
import io.switchhook.target.TargetLimits;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TuningTest {
    private final Map<String, String> keys = new HashMap<>();
    private final Tuning tuning = new Tuning(new Settings(key -> Optional.ofNullable(keys.get(key))));

    @Test
    void withoutSettingsTheDefaultsHold() {
        assertThat(tuning.retry()).isEqualTo(RetrySettings.BUILT_IN);
        assertThat(tuning.targetLimits()).isEqualTo(TargetLimits.BUILT_IN);
        assertThat(tuning.callLimits(Optional.empty(), Optional.empty()))
                .isEqualTo(new TargetCall.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), 1024 * 1024));
        assertThat(tuning.egress()).isEqualTo(EgressPolicy.PUBLIC_ONLY);
        assertThat(tuning.problems()).isEmpty();
    }

    @Test
    void settingsChangeAttemptsDelaysAndTimeouts() {
        keys.put("switchhook.retry.attempts", "3");
        keys.put("switchhook.retry.delay", "PT0.1S");
        keys.put("switchhook.retry.factor", "1.5");
        keys.put("switchhook.retry.max-delay", "PT1S");
        keys.put("switchhook.retry.jitter", "0");
        keys.put("switchhook.target.connect-timeout", "PT1S");
        keys.put("switchhook.target.timeout", "PT2S");
        keys.put("switchhook.target.max-response", "64K");
        keys.put("switchhook.target.concurrency", "1");
        keys.put("switchhook.target.breaker.failures", "2");
        keys.put("switchhook.target.breaker.open", "PT3S");

        assertThat(tuning.retry())
                .isEqualTo(new RetrySettings(3, Duration.ofMillis(100), 1.5, Duration.ofSeconds(1), 0));
        assertThat(tuning.callLimits(Optional.empty(), Optional.empty()))
                .isEqualTo(new TargetCall.Limits(Duration.ofSeconds(1), Duration.ofSeconds(2), 64 * 1024));
        assertThat(tuning.targetLimits()).isEqualTo(new TargetLimits(1, 2, Duration.ofSeconds(3)));
    }

    @Test
    void receiptsAreKeptAWeekAndAThousandOfAKindUnlessSaidOtherwise() {
        assertThat(tuning.receiptRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(tuning.refusedReceipts()).isEqualTo(1_000);
        assertThat(tuning.receiptHeaders()).isEmpty();

        keys.put("switchhook.receipts.retention", "PT59M");
        keys.put("switchhook.receipts.refused", "0");
        keys.put("switchhook.receipts.headers", "X-One, X-Two");

        assertThat(tuning.receiptRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(tuning.refusedReceipts()).isEqualTo(1_000);
        assertThat(tuning.receiptHeaders()).containsExactly("X-One", "X-Two");
        assertThat(tuning.problems()).hasSize(2);
    }

    @Test
    void aStepsOwnTimeoutsComeFirst() {
        keys.put("switchhook.target.timeout", "PT2S");

        TargetCall.Limits limits =
                tuning.callLimits(Optional.of(Duration.ofSeconds(7)), Optional.of(Duration.ofSeconds(9)));

        assertThat(limits.connect()).isEqualTo(Duration.ofSeconds(7));
        assertThat(limits.whole()).isEqualTo(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @CsvSource({
        "switchhook.retry.attempts, 0",
        "switchhook.retry.attempts, 101",
        "switchhook.retry.delay, PT-5S",
        "switchhook.retry.delay, soon",
        "switchhook.retry.factor, NaN",
        "switchhook.retry.max-delay, P8D",
        "switchhook.retry.jitter, 2",
        "switchhook.target.concurrency, 1001",
        "switchhook.target.breaker.failures, many",
        "switchhook.target.breaker.open, PT0S",
        "switchhook.target.connect-timeout, PT0S",
        "switchhook.target.timeout, PT11M",
        "switchhook.target.max-response, 65M",
        "switchhook.retention, PT59M",
        "switchhook.retention, 30d"
    })
    void aWrongValueLeavesTheDefaultAndIsVisibleUntilPutRight(String key, String value) {
        keys.put(key, value);

        readAll();

        assertThat(tuning.retry()).isEqualTo(RetrySettings.BUILT_IN);
        assertThat(tuning.targetLimits()).isEqualTo(TargetLimits.BUILT_IN);
        assertThat(tuning.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(tuning.problems())
                .singleElement()
                .asString()
                .startsWith(key + ": found " + value + ", allowed is ")
                .contains("until it is put right, the default ");

        keys.remove(key);
        readAll();
        assertThat(tuning.problems()).isEmpty();
    }

    @Test
    void aWrongElementOfTheAllowListOpensNothing() throws Exception {
        keys.put("switchhook.egress.allow", "10.0.0.0/8, everything, 192.168.0.0/33");

        EgressPolicy policy = tuning.egress();

        assertThat(policy.refusal(InetAddress.getByName("10.1.2.3"))).isEmpty();
        assertThat(policy.refusal(InetAddress.getByName("192.168.0.1"))).isPresent();
        assertThat(tuning.problems()).singleElement().asString().contains("'everything', '192.168.0.0/33'");

        keys.put("switchhook.egress.allow", "10.0.0.0/8");
        readAll();
        assertThat(tuning.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"switchhook.retry.attempts", "switchhook.target.timeout", "switchhook.egress.allow"})
    void aValueTheConfigurationCannotExpandIsWrongLikeAnyOther(String key) {
        Tuning misled = new Tuning(new Settings(asked -> {
            if (asked.equals(key)) {
                throw new NoSuchElementException("Could not expand value missing.property in property " + key);
            }
            return Optional.empty();
        }));

        assertThat(misled.retry()).isEqualTo(RetrySettings.BUILT_IN);
        assertThat(misled.callLimits(Optional.empty(), Optional.empty()).whole())
                .isEqualTo(Duration.ofSeconds(30));
        assertThat(misled.egress()).isEqualTo(EgressPolicy.PUBLIC_ONLY);
        assertThat(misled.problems())
                .singleElement()
                .asString()
                .startsWith(key + ": found a value that cannot be read")
                .doesNotContain("missing.property");
    }

    private void readAll() {
        tuning.retry();
        tuning.targetLimits();
        tuning.callLimits(Optional.empty(), Optional.empty());
        tuning.egress();
        tuning.retention();
    }
}
