package io.switchhook.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BackOffPropertyTest {

    @Property
    void isNeverNegativeNorAboveTheCapAtAnyAttempt(
            @ForAll("settings") RetrySettings settings,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int tries,
            @ForAll long seed) {
        Duration wait = BackOff.after(tries, settings, new Random(seed));

        assertThat(wait).isBetween(Duration.ZERO, settings.maxDelay());
    }

    @Property
    void isAtLeastTheShareThatIsNotRandom(
            @ForAll("settings") RetrySettings settings,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int tries,
            @ForAll long seed) {
        Duration whole = BackOff.after(tries, withJitter(settings, 0), new Random(seed));

        Duration wait = BackOff.after(tries, settings, new Random(seed));

        long least = (long) Math.floor(whole.toNanos() * (1 - settings.jitter()));
        assertThat(wait.toNanos()).isBetween(least - 1, whole.toNanos());
    }

    @Property
    void withoutJitterNeverShrinksFromAttemptToAttempt(
            @ForAll("settings") RetrySettings settings,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE - 1) int tries) {
        RetrySettings steady = withJitter(settings, 0);

        assertThat(BackOff.after(tries + 1, steady, new Random()))
                .isGreaterThanOrEqualTo(BackOff.after(tries, steady, new Random()));
    }

    @Example
    void growsByTheFactorUntilTheCap() {
        RetrySettings settings = new RetrySettings(10, Duration.ofSeconds(5), 2, Duration.ofSeconds(30), 0);

        assertThat(java.util.stream.IntStream.rangeClosed(1, 5)
                        .mapToObj(tries -> BackOff.after(tries, settings, new Random())))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30));
    }

    @Example
    void jitterSpreadsTheWaits() {
        RetrySettings settings = new RetrySettings(10, Duration.ofSeconds(5), 2, Duration.ofSeconds(30), 1);
        Random random = new Random(7);

        assertThat(java.util.stream.Stream.generate(() -> BackOff.after(1, settings, random))
                        .limit(20))
                .doesNotHaveDuplicates();
    }

    @Example
    void refusesZeroTries() {
        assertThatThrownBy(() -> BackOff.after(0, RetrySettings.BUILT_IN, new Random()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0");
    }

    private static RetrySettings withJitter(RetrySettings settings, double jitter) {
        return new RetrySettings(settings.attempts(), settings.delay(), settings.factor(), settings.maxDelay(), jitter);
    }

    @Provide
    static Arbitrary<RetrySettings> settings() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, RetrySettings.MOST_ATTEMPTS),
                        durations(RetrySettings.LONGEST_DELAY),
                        Arbitraries.doubles().between(1, RetrySettings.LARGEST_FACTOR),
                        durations(RetrySettings.LONGEST_MAX_DELAY),
                        Arbitraries.doubles().between(0, 1))
                .as(RetrySettings::new);
    }

    private static Arbitrary<Duration> durations(Duration max) {
        return Arbitraries.longs().between(0, max.toNanos()).map(Duration::ofNanos);
    }
}
