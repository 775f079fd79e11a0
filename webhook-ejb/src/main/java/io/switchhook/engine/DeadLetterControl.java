package io.switchhook.engine;

import io.switchhook.inbound.InboundMessage;
import io.switchhook.intake.ReturnedMessages;
import io.switchhook.query.DeadLetterFilter;
import io.switchhook.query.DeadLetters;
import io.switchhook.query.DeadLetters.Tally;
import io.switchhook.store.DeadLetterControlRows;
import io.switchhook.store.DeadLetterControlRows.Letter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Sees to dead letters, one or many, as administrators order: what was lost is tried again, or given up for good. A dead letter goes in the
 * transaction that has its run go on; a message's goes after the broker has the message, since coming twice does an event no harm.
 */
@ApplicationScoped
public class DeadLetterControl {
    /** Dead letters in one transaction. */
    private static final int TOGETHER = 100;

    /** After that an order stops and says how far it has come. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final Jdbi jdbi;
    private final DeadLetters letters;
    private final RunControl runs;
    private final Consumer<List<InboundMessage>> inbound;
    private final Clock clock;

    @Inject
    public DeadLetterControl(Jdbi jdbi, DeadLetters letters, RunControl runs, ReturnedMessages returned, Clock clock) {
        this(jdbi, letters, runs, returned::put, clock);
    }

    DeadLetterControl(
            Jdbi jdbi, DeadLetters letters, RunControl runs, Consumer<List<InboundMessage>> inbound, Clock clock) {
        this.jdbi = jdbi;
        this.letters = letters;
        this.runs = runs;
        this.inbound = inbound;
        this.clock = clock;
    }

    protected DeadLetterControl() {
        this(null, null, null, messages -> {}, null); // for the CDI client proxy
    }

    /** What is to be done with dead letters. */
    public enum Order {
        RETRY,
        DISCARD
    }

    /**
     * How far an order about many has come.
     *
     * @param done so many were retried or discarded
     * @param refused how many could not be, by the reason
     * @param remaining so many were not come to; the same order again goes on
     */
    public record Progress(long done, Map<String, Integer> refused, long remaining) {}

    /** Carries out an order about one. */
    public Ordered one(Order order, long id, String by) {
        Map<String, Integer> refused = new TreeMap<>();
        int done = carryOut(order, List.of(id), by, refused);
        if (done > 0) {
            return new Ordered.Done();
        }
        return refused.isEmpty()
                ? new Ordered.Unknown()
                : new Ordered.Refused(refused.keySet().iterator().next());
    }

    /**
     * Carries out an order about all that pass a filter, oldest first, those aside that come meanwhile: what fails again is not retried again.
     *
     * @param counted as many as who orders has seen
     * @return empty if there are more by now
     */
    public Optional<Progress> all(Order order, DeadLetterFilter filter, long counted, String by) {
        Tally tally = letters.count(filter);
        if (tally.count() > counted) {
            return Optional.empty();
        }
        Instant end = clock.instant().plus(LONGEST);
        Map<String, Integer> refused = new TreeMap<>();
        long done = 0;
        long seen = 0;
        long after = 0;
        List<Long> next = letters.next(filter, after, tally.last(), TOGETHER);
        while (!next.isEmpty() && clock.instant().isBefore(end)) {
            done += carryOut(order, next, by, refused);
            seen += next.size();
            after = next.get(next.size() - 1);
            next = letters.next(filter, after, tally.last(), TOGETHER);
        }
        return Optional.of(new Progress(done, refused, next.isEmpty() ? 0 : Math.max(0, tally.count() - seen)));
    }

    private int carryOut(Order order, List<Long> ids, String by, Map<String, Integer> refused) {
        if (order == Order.DISCARD) {
            return jdbi.inTransaction(handle -> DeadLetterControlRows.delete(handle, ids));
        }
        List<Letter> found = jdbi.withHandle(handle -> DeadLetterControlRows.find(handle, ids));
        return retryRuns(found.stream().flatMap(letter -> letter.run().stream()).toList(), by, refused)
                + retryMessages(
                        found.stream().filter(letter -> letter.run().isEmpty()).toList(), refused);
    }

    private int retryRuns(Collection<Long> failed, String by, Map<String, Integer> refused) {
        if (failed.isEmpty()) {
            return 0;
        }
        RunControl.Retried retried = runs.retry(failed, by);
        retried.refused().values().forEach(reason -> refused.merge(reason, 1, Integer::sum));
        return retried.again().size();
    }

    private int retryMessages(List<Letter> found, Map<String, Integer> refused) {
        List<Long> ids = new ArrayList<>();
        List<InboundMessage> messages = new ArrayList<>();
        for (Letter letter : found) {
            try {
                messages.add(InboundMessage.fromText(letter.payload()));
                ids.add(letter.id());
            } catch (RuntimeException | StackOverflowError unreadable) {
                refused.merge("The message cannot be read as an event.", 1, Integer::sum);
            }
        }
        if (messages.isEmpty()) {
            return 0;
        }
        inbound.accept(messages);
        jdbi.useTransaction(handle -> DeadLetterControlRows.delete(handle, ids));
        return ids.size();
    }
}
