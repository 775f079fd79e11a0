package io.switchhook.tuning;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.egress.EgressPolicy;
import io.switchhook.network.Cidr;
import io.switchhook.retry.RetrySettings;
import io.switchhook.target.TargetCall;
import io.switchhook.target.TargetLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The settings {@code switchhook.retry.*}, {@code switchhook.target.*}, {@code switchhook.egress.allow},
 * {@code switchhook.engine.attempts}, {@code switchhook.emit.depth}, {@code switchhook.retention}, {@code switchhook.receipts.*}, {@code switchhook.attempts.*} and {@code switchhook.subscriber.*}, read at every use, so that a changed value counts within a second. A value out of its range does not stop the server: its default holds, or, in a list,
 * the other elements; an error is logged once and stays visible in {@link #problems}.
 */
@ApplicationScoped
public class Tuning {
    private static final Logger LOG = System.getLogger(Tuning.class.getName());
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MEBIBYTE = 1024 * 1024;

    private final Settings settings;
    private final Map<String, String> problems = new ConcurrentHashMap<>();

    @Inject
    public Tuning(Settings settings) {
        this.settings = settings;
    }

    /** For the CDI client proxy. */
    protected Tuning() {
        this(null);
    }

    /** {@code switchhook.retry.*}: what holds for work that says nothing else. */
    public RetrySettings retry() {
        RetrySettings absent = RetrySettings.BUILT_IN;
        return new RetrySettings(
                integer("switchhook.retry.attempts", absent.attempts(), RetrySettings.MOST_ATTEMPTS),
                duration("switchhook.retry.delay", absent.delay(), Duration.ZERO, RetrySettings.LONGEST_DELAY),
                decimal("switchhook.retry.factor", absent.factor(), 1, RetrySettings.LARGEST_FACTOR),
                duration(
                        "switchhook.retry.max-delay",
                        absent.maxDelay(),
                        Duration.ZERO,
                        RetrySettings.LONGEST_MAX_DELAY),
                decimal("switchhook.retry.jitter", absent.jitter(), 0, 1));
    }

    /** {@code switchhook.target.concurrency} and {@code switchhook.target.breaker.*}. */
    public TargetLimits targetLimits() {
        TargetLimits absent = TargetLimits.BUILT_IN;
        return new TargetLimits(
                integer("switchhook.target.concurrency", absent.concurrency(), TargetLimits.MOST),
                integer("switchhook.target.breaker.failures", absent.breakerFailures(), TargetLimits.MOST),
                duration(
                        "switchhook.target.breaker.open",
                        absent.breakerOpen(),
                        TargetLimits.SHORTEST_OPEN,
                        TargetLimits.LONGEST_OPEN));
    }

    /**
     * {@code switchhook.target.connect-timeout}, {@code .timeout} and {@code .max-response}.
     *
     * @param connect what the step says instead, likewise {@code whole}
     */
    public TargetCall.Limits callLimits(Optional<Duration> connect, Optional<Duration> whole) {
        return callLimits(connect, whole, Optional.empty());
    }

    /** As {@link #callLimits(Optional, Optional)}, with the answer's bytes a step may say too. */
    public TargetCall.Limits callLimits(
            Optional<Duration> connect, Optional<Duration> whole, Optional<Integer> largestAnswer) {
        return new TargetCall.Limits(
                connect.orElseGet(
                        () -> duration("switchhook.target.connect-timeout", CONNECT_TIMEOUT, SHORTEST, LONGEST)),
                whole.orElseGet(() -> duration("switchhook.target.timeout", TIMEOUT, SHORTEST, LONGEST)),
                largestAnswer.orElseGet(() -> (int) (long) checked(
                        "switchhook.target.max-response",
                        (long) MEBIBYTE,
                        () -> settings.size("switchhook.target.max-response", MEBIBYTE, 0, 64L * MEBIBYTE))));
    }

    /** {@code switchhook.egress.allow}. */
    public EgressPolicy egress() {
        String key = "switchhook.egress.allow";
        List<String> elements;
        try {
            elements = settings.list(key);
        } catch (InvalidSetting unreadable) {
            report(unreadable, "an empty list");
            return EgressPolicy.PUBLIC_ONLY;
        }
        List<Cidr> blocks = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String text : elements) {
            try {
                blocks.add(Cidr.parse(text));
            } catch (IllegalArgumentException notABlock) {
                wrong.add("'" + text + "'");
            }
        }
        if (wrong.isEmpty()) {
            problems.remove(key);
        } else {
            report(
                    new InvalidSetting(
                            key,
                            String.join(", ", wrong),
                            "a comma-separated list of addresses and blocks such as 10.0.0.0/8 or fd00::/8"),
                    "the other elements");
        }
        return blocks.isEmpty() ? EgressPolicy.PUBLIC_ONLY : new EgressPolicy(blocks);
    }

    /** {@code switchhook.engine.attempts}: tries of an event that fails for a reason of its own. */
    public int engineAttempts() {
        return integer("switchhook.engine.attempts", 5, 100);
    }

    /** {@code switchhook.emit.depth}: how many events may lead to one, each made because of the one before. */
    public int emitDepth() {
        return integer("switchhook.emit.depth", 10, 100);
    }

    /** {@code switchhook.subscriber.window}: deliveries a subscriber may have under way. */
    public int subscriberWindow() {
        return integer("switchhook.subscriber.window", 2000, 100_000);
    }

    /** {@code switchhook.subscriber.time-to-live}: a subscriber not heard of for so long is forgotten. */
    public Duration subscriberTimeToLive() {
        return duration(
                "switchhook.subscriber.time-to-live", Duration.ofDays(7), Duration.ofMinutes(1), Duration.ofDays(365));
    }

    /** {@code switchhook.retention}: how long events are kept, and so how long a sender's repeat is recognised. */
    public Duration retention() {
        return duration("switchhook.retention", Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(3650));
    }

    /** {@code switchhook.receipts.retention}: how long receipts are kept. */
    public Duration receiptRetention() {
        return duration(
                "switchhook.receipts.retention", Duration.ofDays(7), Duration.ofHours(1), Duration.ofDays(3650));
    }

    /** {@code switchhook.receipts.headers}: headers whose values receipts show besides those known to be harmless. */
    public List<String> receiptHeaders() {
        return checked("switchhook.receipts.headers", List.of(), () -> settings.list("switchhook.receipts.headers"));
    }

    /** {@code switchhook.receipts.refused}: how many receipts are kept of each source and reason, where no event is kept. */
    public int refusedReceipts() {
        return integer("switchhook.receipts.refused", 1000, 100_000);
    }

    /** Of which attempts it is kept what they sent and got. */
    public enum RecordedAttempts {
        ALL,
        FAILED,
        NONE
    }

    /** {@code switchhook.attempts.record}. */
    public RecordedAttempts recordedAttempts() {
        String key = "switchhook.attempts.record";
        return checked(key, RecordedAttempts.ALL, () -> settings.text(key)
                .map(found -> switch (found) {
                    case "all" -> RecordedAttempts.ALL;
                    case "failed" -> RecordedAttempts.FAILED;
                    case "none" -> RecordedAttempts.NONE;
                    default -> throw new InvalidSetting(key, found, "all, failed or none");
                })
                .orElse(RecordedAttempts.ALL));
    }

    /** {@code switchhook.attempts.body}: characters kept of each body. */
    public int recordedBody() {
        String key = "switchhook.attempts.body";
        return (int) (long) checked(key, 4_096L, () -> settings.size(key, 4_096, 0, 65_536));
    }

    /** {@code switchhook.mask}: members that people must not see. */
    public List<String> mask() {
        return checked("switchhook.mask", List.of(), () -> settings.list("switchhook.mask"));
    }

    /** What is wrong with settings read so far, one sentence each; empty when all is well. */
    public List<String> problems() {
        return List.copyOf(problems.values());
    }

    private int integer(String key, int absent, int max) {
        return checked(key, absent, () -> settings.integer(key, absent, 1, max));
    }

    private double decimal(String key, double absent, double min, double max) {
        return checked(key, absent, () -> settings.decimal(key, absent, min, max));
    }

    private Duration duration(String key, Duration absent, Duration min, Duration max) {
        return checked(key, absent, () -> settings.duration(key, absent, min, max));
    }

    private <T> T checked(String key, T absent, Supplier<T> reading) {
        try {
            T value = reading.get();
            problems.remove(key);
            return value;
        } catch (InvalidSetting invalid) {
            report(invalid, "the default " + absent);
            return absent;
        }
    }

    private void report(InvalidSetting invalid, String instead) {
        String problem = invalid.getMessage() + "; until it is put right, " + instead + " holds";
        if (!problem.equals(problems.put(invalid.key(), problem))) {
            LOG.log(Level.ERROR, "SWH3001 {0}", problem);
        }
    }
}
