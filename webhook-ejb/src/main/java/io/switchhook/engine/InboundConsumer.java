package io.switchhook.engine;

import io.switchhook.commit.GroupCommit;
import io.switchhook.commit.Pace;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.inbound.Together;
import io.switchhook.jms.Taken;
import io.switchhook.store.DeadLetterRows;
import io.switchhook.store.Outage;
import io.switchhook.store.StoreRefuses;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.MessageFormatException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Consumes INBOUND. When this returns, the messages are acknowledged: each event is on its way, or it is a dead letter after
 * {@code switchhook.engine.attempts} tries (default 5, 1 to 100) that failed for a reason of its own.
 */
@ApplicationScoped
public class InboundConsumer {
    private static final Logger LOG = System.getLogger(InboundConsumer.class.getName());
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    /** What all queues brought at a time is stored in one transaction, as far as it is not too much. */
    private static final GroupCommit.Limits TOGETHER = new GroupCommit.Limits(1, InboundMessage.PARTITIONS, 1_000);

    private final InboundEngine engine;
    private final InboundTurn turn;
    private final Outages outages;
    private final Jdbi jdbi;
    private final Clock clock;
    private final IntSupplier attempts;
    private final GroupCommit<List<Arrival>> group =
            new GroupCommit<>(this::processAll, List::size, TOGETHER, Pace.NONE);

    @Inject
    public InboundConsumer(
            InboundEngine engine, InboundTurn turn, Outages outages, Jdbi jdbi, Clock clock, Tuning tuning) {
        this(engine, turn, outages, jdbi, clock, tuning::engineAttempts);
    }

    InboundConsumer(
            InboundEngine engine, InboundTurn turn, Outages outages, Jdbi jdbi, Clock clock, IntSupplier attempts) {
        this.engine = engine;
        this.turn = turn;
        this.outages = outages;
        this.jdbi = jdbi;
        this.clock = clock;
        this.attempts = attempts;
    }

    protected InboundConsumer() {
        this(null, null, null, null, null, () -> 0); // for the CDI client proxy
    }

    /**
     * Processes messages together, or one by one where that fails, each then waited for or counted on its own.
     *
     * @throws Outages.Stopping if the application stops first; all messages must then come again
     */
    public void consume(List<Taken> messages) {
        List<Taken> single = messages.stream().flatMap(InboundConsumer::single).toList();
        if (single.size() > 1 && together(single)) {
            return;
        }
        for (Taken message : single) {
            if (message.text().isPresent()) {
                consume(message.id(), message.text().get());
            } else {
                // Given back it would come for ever, and nothing behind it.
                MessageFormatException reason = new MessageFormatException("not a text message");
                bury(message.id(), message.description(), reason, 1, clock.instant());
            }
        }
    }

    /** What a message of the broker's brings, each with an id of its own: the message's, with its place in it where there are several. */
    private static Stream<Taken> single(Taken message) {
        List<String> texts = message.text().map(Together::split).orElse(List.of());
        return texts.size() < 2
                ? Stream.of(message)
                : IntStream.range(0, texts.size())
                        .mapToObj(place -> single(message.id() + "#" + place, texts.get(place)));
    }

    private static Taken single(String id, String text) {
        return new Taken(id, Optional.of(text), id);
    }

    private boolean together(List<Taken> messages) {
        // The one before may have been given back for that reason, and must not be overtaken.
        outages.refuseWhenStopping();
        try {
            List<Arrival> arrivals = new ArrayList<>(messages.size());
            for (Taken message : messages) {
                String text = message.text().orElseThrow();
                if (!text.equals(InboundMessage.PROBE)) {
                    arrivals.add(new Arrival(InboundMessage.fromText(text), message.id()));
                }
            }
            turn.came(arrivals.size());
            process(arrivals);
            return true;
        } catch (Outages.Stopping stopping) {
            throw stopping;
        } catch (RuntimeException | StackOverflowError | LinkageError impossible) {
            LOG.log(Level.DEBUG, messages.size() + " messages cannot be processed together", impossible);
            return false;
        }
    }

    private void processAll(List<List<Arrival>> portions) {
        engine.process(portions.stream().flatMap(List::stream).toList());
    }

    private void process(List<Arrival> arrivals) {
        try {
            group.commit(arrivals);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
            throw new Outages.Stopping(wanted);
        } catch (RuntimeException failed) {
            if (!Outage.caused(failed)) {
                throw failed;
            }
            outages.outlast(() -> engine.process(arrivals));
        }
    }

    void consume(String messageId, String text) {
        if (text.equals(InboundMessage.PROBE)) {
            return;
        }
        outages.refuseWhenStopping();
        Instant first = clock.instant();
        for (int tries = 1; ; tries++) {
            try {
                outages.outlast(() -> engine.process(List.of(new Arrival(InboundMessage.fromText(text), messageId))));
                return;
            } catch (Outages.Stopping stopping) {
                throw stopping;
            } catch (RuntimeException | StackOverflowError | LinkageError impossible) {
                if (tries >= attempts.getAsInt()) {
                    bury(messageId, text, impossible, tries, first);
                    return;
                }
                if (outages.pause(BETWEEN_TRIES)) {
                    throw new Outages.Stopping(impossible);
                }
            }
        }
    }

    private void bury(String messageId, String text, Throwable impossible, int tries, Instant first) {
        LOG.log(
                Level.ERROR,
                "SWH2004 Dead letter: message " + messageId + " of INBOUND cannot be processed, " + tries + " tries",
                impossible);
        String reason = impossible.getClass().getSimpleName() + ": " + impossible.getMessage();
        try {
            outages.outlast(() -> insert(messageId, text, reason, tries, first));
        } catch (Outages.Stopping stopping) {
            throw stopping;
        } catch (RuntimeException refused) {
            LOG.log(
                    Level.WARNING,
                    "SWH2009 The dead letter of message " + messageId + " is kept in plain ASCII",
                    refused);
            outages.outlast(() -> insertPlain(messageId, text, tries, first));
        }
    }

    /** In plain ASCII, which a store that is sound cannot refuse; if it does, that is an outage, and the message waits for its end. */
    private void insertPlain(String messageId, String text, int tries, Instant first) {
        try {
            insert(ascii(messageId), ascii(text), "see the log: SWH2004", tries, first);
        } catch (JdbiException refused) {
            throw new StoreRefuses(refused);
        }
    }

    private void insert(String messageId, String text, String reason, int tries, Instant first) {
        jdbi.useTransaction(
                handle -> DeadLetterRows.insertMessage(handle, messageId, text, reason, tries, first, clock.instant()));
    }

    /** As JSON escapes characters, so that a JSON text stays the same. */
    private static String ascii(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c >= ' ' && c < 127) {
                plain.append((char) c);
            } else {
                plain.append(String.format("\\u%04x", c));
            }
        });
        return plain.toString();
    }
}
