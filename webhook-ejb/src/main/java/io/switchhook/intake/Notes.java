package io.switchhook.intake;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.switchhook.receipt.Kind;
import io.switchhook.receipt.Receipt;
import io.switchhook.receipt.ReceiptBuffer;
import io.switchhook.receipt.ReceiptOutcome;
import io.switchhook.receipt.RefusalLines;
import io.switchhook.receipt.RequestFacts;
import io.switchhook.receipt.ShownHeaders;
import io.switchhook.trace.TraceId;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Notes what became of requests that bring no event: in the log, with source, status, reason, client and the sender's trace id, and
 * with nothing else a sender could have written; and in receipts, which wait here to be stored. However many come, both are bounded.
 */
@ApplicationScoped
public class Notes {
    private static final Logger LOG = System.getLogger(Notes.class.getName());
    private static final int OK = 200;
    private static final int FAULT_OF_OURS = 500;
    private static final int OF_ONE_KIND = 10;
    private static final int IN_ALL = 1_000;
    private static final int KINDS = 1_000;

    private final RefusalLines lines = new RefusalLines(KINDS);
    private final ReceiptBuffer receipts = new ReceiptBuffer(OF_ONE_KIND, IN_ALL, KINDS);
    private final ShownHeaders shown;
    private final Clock clock;

    @Inject
    public Notes(Tuning tuning, Clock clock) {
        this(new ShownHeaders(tuning.receiptHeaders()), clock);
    }

    Notes(ShownHeaders shown, Clock clock) {
        this.shown = shown;
        this.clock = clock;
    }

    protected Notes() { // for the CDI client proxy
        this(new ShownHeaders(List.of()), Clock.systemUTC());
    }

    /**
     * A request that is refused.
     *
     * @param answered status of the answer, where it is not the refusal's
     * @param why for the log
     */
    void refused(RequestFacts request, Refusal refusal, int answered, String trace, String why) {
        Kind kind = new Kind(request.source(), refusal.reason());
        logged(kind, refusal, request.client(), trace, why);
        ReceiptOutcome outcome = ReceiptOutcome.refused(refusal.status());
        receipts.add(kind, () -> Receipt.withoutEvents(request, outcome, answered, refusal.reason(), headers(request)));
    }

    /** A request to a source that is not there: it leaves no receipt. */
    void refusedByNobody(Refusal refusal, String client, String trace) {
        logged(new Kind("none", refusal.reason()), refusal, client, trace, refusal.detail());
    }

    private void logged(Kind kind, Refusal refusal, String client, String trace, String why) {
        if (lines.first(kind, refusal.status(), client, clock.instant())) {
            LOG.log(
                    level(refusal.status()),
                    "SWH1101 Refused: source {0}, {1} {2}, from {3}, trace {4}: {5}",
                    kind.source(),
                    Integer.toString(refusal.status()),
                    kind.reason(),
                    client,
                    TraceId.logged(trace),
                    why);
        }
    }

    /** A request that was taken and brought no event, for this reason. */
    void took(RequestFacts request, String reason) {
        receipts.add(
                new Kind(request.source(), reason),
                () -> Receipt.withoutEvents(request, ReceiptOutcome.ACCEPTED, OK, reason, headers(request)));
    }

    /** What a receipt shows of the request's headers. */
    String headers(RequestFacts request) {
        return shown.text(request);
    }

    /** Hands over the receipts that wait to be stored. */
    List<Receipt> drain() {
        return receipts.drain();
    }

    /** Says how many refusals had no line of their own; to be called about every second. */
    void sumUp() {
        Instant now = clock.instant();
        lines.due(now).forEach(summary -> sumUp(summary, now));
    }

    /** Says so of all that are left. */
    void sumUpRest() {
        Instant now = clock.instant();
        lines.rest().forEach(summary -> sumUp(summary, now));
    }

    private static void sumUp(RefusalLines.Summary summary, Instant now) {
        LOG.log(
                level(summary.status()),
                "SWH1106 Refused as before: source {0}, {1} {2}, {3} more within {4} s, the last from {5}",
                summary.kind().source(),
                Integer.toString(summary.status()),
                summary.kind().reason(),
                Long.toString(summary.count()),
                Long.toString(Math.max(0, Duration.between(summary.since(), now).toSeconds())),
                summary.client());
    }

    private static Logger.Level level(int status) {
        return status < FAULT_OF_OURS ? INFO : WARNING;
    }
}
