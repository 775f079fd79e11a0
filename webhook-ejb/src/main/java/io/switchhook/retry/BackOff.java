package io.switchhook.retry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait between attempts: exponential, capped, partly random. */
public final class BackOff {
    private BackOff() {}

    /**
     * The wait after {@code tries} failed tries: {@code min(maxDelay, delay × factor^(tries-1))}, of which the share
     * {@code jitter} is scaled by a random number. With jitter 0.5 the wait lies between half of that and all of it.
     *
     * @param tries tries so far, at least 1; any larger number is fine
     * @return from {@link Duration#ZERO} to {@link RetrySettings#maxDelay()}
     * @throws IllegalArgumentException if {@code tries} is less than 1
     */
    public static Duration after(int tries, RetrySettings settings, RandomGenerator random) {
        if (tries < 1) {
            throw new IllegalArgumentException("tries: found " + tries + ", allowed is 1 and more");
        }
        // The ranges of RetrySettings keep nanoseconds below 2^53, so a double holds them exactly; the power may be
        // infinite, which the minimum takes care of, but zero times infinity would be no number.
        double delay = settings.delay().toNanos();
        double wait = delay == 0
                ? 0
                : Math.min((double) settings.maxDelay().toNanos(), delay * Math.pow(settings.factor(), tries - 1.0));
        double fixed = wait * (1 - settings.jitter());
        double nanos = fixed + (wait - fixed) * random.nextDouble();
        return Duration.ofNanos((long) Math.min(wait, nanos));
    }
}
