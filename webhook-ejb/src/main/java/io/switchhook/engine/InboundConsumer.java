package io.switchhook.engine;

import io.switchhook.inbound.InboundMessage;
import io.switchhook.store.DeadLetterRows;
import io.switchhook.store.StoreRefuses;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Consumes INBOUND. When this returns, the message is acknowledged: either the event is on its way, or it is a dead letter after
 * {@code switchhook.engine.attempts} tries (default 5, 1 to 100) that failed for a reason of its own.
 */
@ApplicationScoped
public class InboundConsumer {
    private static final Logger LOG = System.getLogger(InboundConsumer.class.getName());
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final InboundEngine engine;
    private final Outages outages;
    private final Jdbi jdbi;
    private final Clock clock;
    private final IntSupplier attempts;

    @Inject
    public InboundConsumer(InboundEngine engine, Outages outages, Jdbi jdbi, Clock clock, Tuning tuning) {
        this(engine, outages, jdbi, clock, tuning::engineAttempts);
    }

    InboundConsumer(InboundEngine engine, Outages outages, Jdbi jdbi, Clock clock, IntSupplier attempts) {
        this.engine = engine;
        this.outages = outages;
        this.jdbi = jdbi;
        this.clock = clock;
        this.attempts = attempts;
    }

    protected InboundConsumer() {
        this(null, null, null, null, () -> 0); // for the CDI client proxy
    }

    /** @throws Outages.Stopping if the application stops first; the message must then come again */
    public void consume(Message message) {
        try {
            String id = String.valueOf(message.getJMSMessageID());
            if (message.isBodyAssignableTo(String.class)) {
                consume(id, String.valueOf(message.getBody(String.class)));
            } else {
                // Given back it would come for ever, and nothing behind it.
                bury(id, message.toString(), new MessageFormatException("not a text message"), 1, clock.instant());
            }
        } catch (JMSException unreadable) {
            throw new JMSRuntimeException(unreadable.getMessage(), unreadable.getErrorCode(), unreadable);
        }
    }

    void consume(String messageId, String text) {
        if (text.equals(InboundMessage.PROBE)) {
            return;
        }
        // The one before may have been given back for that reason, and must not be overtaken.
        outages.refuseWhenStopping();
        Instant first = clock.instant();
        for (int tries = 1; ; tries++) {
            try {
                outages.outlast(() -> engine.process(InboundMessage.fromText(text), messageId));
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
