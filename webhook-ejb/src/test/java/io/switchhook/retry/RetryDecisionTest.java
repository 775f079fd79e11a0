package io.switchhook.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDecisionTest {
    private static final Instant NOW = Instant.parse("2026-11-06T08:49:00Z");
    private static final RetrySettings SETTINGS =
            new RetrySettings(3, Duration.ofSeconds(5), 2, Duration.ofMinutes(1), 0);

    @Test
    void triesAgainAfterTheBackOff() {
        assertThat(next(2, true, Optional.empty())).isEqualTo(new RetryDecision.Again(NOW.plusSeconds(10)));
    }

    @Test
    void waitsAsLongAsTheTargetAskedFor() {
        assertThat(next(1, true, Optional.of(NOW.plusSeconds(3600))))
                .isEqualTo(new RetryDecision.Again(NOW.plusSeconds(3600)));
    }

    @Test
    void waitsForTheBackOffWhereTheTargetAskedForLess() {
        assertThat(next(1, true, Optional.of(NOW.plusSeconds(1))))
                .isEqualTo(new RetryDecision.Again(NOW.plusSeconds(5)));
    }

    @Test
    void givesUpWhenTheAttemptsAreUsed() {
        assertThat(next(3, true, Optional.of(NOW))).isEqualTo(new RetryDecision.GiveUp("3 of 3 attempts used"));
    }

    @Test
    void givesUpWhereAnotherAttemptWouldNotHelp() {
        assertThat(next(1, false, Optional.empty())).isInstanceOf(RetryDecision.GiveUp.class);
    }

    @Test
    void aStepOverridesWhatItNamesAndNothingElse() {
        RetryOverrides step = new RetryOverrides(
                OptionalInt.of(1),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(Duration.ofSeconds(2)),
                OptionalDouble.empty());

        assertThat(SETTINGS.with(step))
                .isEqualTo(new RetrySettings(1, Duration.ofSeconds(5), 2, Duration.ofSeconds(2), 0));
        assertThat(SETTINGS.with(RetryOverrides.NONE)).isEqualTo(SETTINGS);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT5S, 2, PT1M, 0, attempts: found 0",
        "101, PT5S, 2, PT1M, 0, attempts: found 101",
        "3, PT-1S, 2, PT1M, 0, delay: found PT-1S",
        "3, PT24H0.001S, 2, PT1M, 0, delay: found",
        "3, PT5S, 0.5, PT1M, 0, factor: found 0.5",
        "3, PT5S, NaN, PT1M, 0, factor: found NaN",
        "3, PT5S, 2, P8D, 0, maxDelay: found PT192H",
        "3, PT5S, 2, PT1M, 1.1, jitter: found 1.1",
        "3, PT5S, 2, PT1M, NaN, jitter: found NaN"
    })
    void settingsCannotBeOutOfRange(
            int attempts, Duration delay, double factor, Duration maxDelay, double jitter, String message) {
        assertThatThrownBy(() -> new RetrySettings(attempts, delay, factor, maxDelay, jitter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void onlyStatusesThatMayPassAreTriedAgain() {
        assertThat(IntStream.range(0, 1000).filter(status -> StatusPolicy.of(status) == StatusPolicy.DONE))
                .containsExactlyElementsOf(IntStream.range(200, 300).boxed().toList());
        assertThat(IntStream.range(0, 500).filter(status -> StatusPolicy.of(status) == StatusPolicy.RETRY))
                .containsExactly(408, 425, 429);
        assertThat(IntStream.range(500, 1000).filter(status -> StatusPolicy.of(status) == StatusPolicy.RETRY))
                .containsExactlyElementsOf(IntStream.range(500, 600).boxed().toList());
    }

    private static RetryDecision next(int tries, boolean retryable, Optional<Instant> notBefore) {
        return RetryDecision.next(SETTINGS, tries, retryable, notBefore, NOW, new Random());
    }
}
