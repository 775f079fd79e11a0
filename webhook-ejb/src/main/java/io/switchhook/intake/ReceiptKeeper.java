package io.switchhook.intake;

import io.switchhook.receipt.Kind;
import io.switchhook.receipt.Receipt;
import io.switchhook.store.ReceiptRows;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Stores the receipts of requests that bring no event, those of a second in one transaction, and drops what is too old or too many.
 * Used by one thread at a time.
 */
@ApplicationScoped
public class ReceiptKeeper {
    /** How often receipts are stored. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    /** From the end of a pass over old receipts to the beginning of the next. */
    static final Duration BETWEEN_PASSES = Duration.ofMinutes(10);

    private static final int DROPPED_TOGETHER = 500;

    private final Jdbi jdbi;
    private final Notes notes;
    private final Tuning tuning;
    private final Clock clock;

    /** Not stored yet. While they cannot be, {@link Notes} holds what comes, and counts what is too much. */
    private List<Receipt> pending = List.of();

    private Instant nextPass = Instant.MIN;

    @Inject
    public ReceiptKeeper(Jdbi jdbi, Notes notes, Tuning tuning, Clock clock) {
        this.jdbi = jdbi;
        this.notes = notes;
        this.tuning = tuning;
        this.clock = clock;
    }

    protected ReceiptKeeper() {
        this(null, null, null, null); // for the CDI client proxy
    }

    /** Does what is to be done now. */
    public void round() {
        notes.sumUp();
        store();
        dropOld();
    }

    /** Does what must be done before the application stops. */
    public void finish() {
        notes.sumUpRest();
        store();
    }

    private void store() {
        if (pending.isEmpty()) {
            pending = notes.drain();
        }
        if (!pending.isEmpty()) {
            List<Receipt> receipts = pending;
            // in one order, so that servers which share a store never wait for each other's rows crosswise
            List<Kind> kinds = receipts.stream()
                    .map(Receipt::kind)
                    .distinct()
                    .sorted(Comparator.comparing(Kind::source).thenComparing(Kind::reason))
                    .toList();
            int kept = tuning.refusedReceipts();
            jdbi.useTransaction(handle -> {
                ReceiptRows.insert(handle, receipts);
                ReceiptRows.keepNewest(handle, kinds, kept);
            });
            pending = List.of();
        }
    }

    /** A portion a round, so that it never holds up what is to be stored. */
    private void dropOld() {
        Instant now = clock.instant();
        if (!now.isBefore(nextPass)) {
            Instant before = now.minus(tuning.receiptRetention());
            int dropped = jdbi.inTransaction(handle -> ReceiptRows.drop(handle, before, DROPPED_TOGETHER));
            if (dropped < DROPPED_TOGETHER) {
                nextPass = now.plus(BETWEEN_PASSES);
            }
        }
    }
}
