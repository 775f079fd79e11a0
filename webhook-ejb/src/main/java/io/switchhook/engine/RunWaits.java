package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.HeldRunRows;
import io.switchhook.store.WaitRows;
import io.switchhook.store.WaitRows.Wait;
import io.switchhook.workflow.EventMatch;
import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.WaitStep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Does the step {@code wait}. The run waits as one that is tried again later; its wait has a row of its own, which says what has ended
 * it. A try of it is counted when it begins, so that it begins once.
 */
@ApplicationScoped
public class RunWaits {
    private final Jdbi jdbi;
    private final RunTransactions transactions;
    private final RunPauses pauses;
    private final Clock clock;

    @Inject
    public RunWaits(Jdbi jdbi, RunTransactions transactions, RunPauses pauses, Clock clock) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.pauses = pauses;
        this.clock = clock;
    }

    protected RunWaits() {
        this(null, null, null, null); // for the CDI client proxy
    }

    /**
     * What came of a wait.
     *
     * @param begun when it began
     */
    record Over(StepResult result, Instant begun) {}

    /** What came of the wait of this run; empty while it lasts, or if the claim is lost. */
    Optional<Over> go(ClaimedRun run, WaitStep step) {
        if (run.tries() > 0) {
            return look(run, step);
        }
        if (step.until().isEmpty()) {
            beginForTime(run, step);
            return Optional.empty();
        }
        if (run.event().subject().isEmpty()) {
            String reason = "the run's event has no subject, so none of the same subject can come";
            return Optional.of(new Over(new StepResult.Failed("", reason, false, Optional.empty()), clock.instant()));
        }
        return beginForEvent(run, step, step.until().get())
                ? look(run.at(run.step(), run.stepName(), 1), step)
                : Optional.empty();
    }

    private void beginForTime(ClaimedRun run, WaitStep step) {
        Instant now = clock.instant();
        Instant until = now.plus(step.longest());
        boolean held = transactions.of(run.id(), handle -> {
            if (!mayBegin(handle, run)) {
                return false;
            }
            WaitRows.begin(handle, run.id(), step.name(), Optional.empty(), now, until);
            return pauses.postpone(handle, run, 1, until, "waits until " + until);
        });
        if (held) {
            pauses.ring(run, 1, until);
        }
    }

    /**
     * In a transaction of its own: it takes the lock of its subject first.
     *
     * @return whether an event that it would wait for is there already
     */
    private boolean beginForEvent(ClaimedRun run, WaitStep step, EventMatch asked) {
        Instant now = clock.instant();
        Instant until = now.plus(step.longest());
        String subject = run.event().subject();
        String reason = "waits until " + until + " for an event of topic " + asked.topicName();
        boolean there = jdbi.inTransaction(handle -> {
            WaitRows.lock(handle, List.of(subject));
            if (!mayBegin(handle, run)) {
                return false;
            }
            long after = WaitRows.begin(handle, run.id(), step.name(), Optional.of(subject), now, until);
            OptionalLong event = WaitRows.first(handle, subject, after, asked::matches);
            if (event.isEmpty()) {
                pauses.postpone(handle, run, 1, until, reason);
                return false;
            }
            WaitRows.arrived(handle, run.id(), event.getAsLong());
            return HeldRunRows.begun(handle, run, 1);
        });
        if (!there) {
            pauses.ring(run, 1, until); // harmless if the claim is lost
        }
        return there;
    }

    /** Whoever has lost the claim must not spoil what the next has begun. */
    private static boolean mayBegin(Handle handle, ClaimedRun run) {
        WaitRows.hold(handle, run.id());
        return HeldRunRows.isHeld(handle, run);
    }

    private Optional<Over> look(ClaimedRun run, WaitStep step) {
        return transactions.of(run.id(), handle -> {
            Instant now = clock.instant();
            // none: it was a step of another kind that was tried here before
            Wait wait = WaitRows.hold(handle, run.id()).orElseGet(() -> new Wait(now, now, OptionalLong.empty()));
            if (wait.event().isPresent()) {
                return Optional.of(new Over(came(handle, step, wait.event().getAsLong()), wait.begun()));
            }
            if (now.plus(Claims.EARLY).isBefore(wait.until())) {
                pauses.postpone(handle, run, run.tries(), wait.until(), "waits until " + wait.until());
                return Optional.empty();
            }
            WaitRows.close(handle, run.id());
            return Optional.of(new Over(timedOut(step), wait.begun()));
        });
    }

    private static StepResult came(Handle handle, WaitStep step, long place) {
        Optional<EventRecord> event = WaitRows.event(handle, place);
        JsonObjectBuilder found = JsonText.object().add("outcome", "event");
        event.ifPresent(one -> found.add("event", one.toJson()));
        String summary = event.map(one -> "event " + one.id() + " of topic " + one.topic())
                .orElse("an event that is not kept any more");
        return new StepResult.Done("", summary + " came", output(step, found.build()));
    }

    private static StepResult timedOut(WaitStep step) {
        String summary =
                step.until().isPresent() ? "no event came within " + step.longest() : "waited " + step.longest();
        return new StepResult.Done(
                "",
                summary,
                output(step, JsonText.object().add("outcome", "timeout").build()));
    }

    private static JsonObject output(WaitStep step, JsonObject found) {
        return step.output().isEmpty()
                ? JsonObject.EMPTY_JSON_OBJECT
                : JsonText.object().add(step.output(), found).build();
    }
}
