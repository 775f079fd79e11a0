package io.switchhook.outbound;

import io.switchhook.target.Admission;
import io.switchhook.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps what logins gave until it is stale; of those who need one at the same time, one logs in and the others wait for it. Who waits
 * counts as a call of the login's target: one that hangs keeps no more threads than any other. Thread-safe.
 */
public final class Logins {
    /** Longer than any call may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(25);
    /** Until then the one who logs in will know more. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final Targets targets;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<Login, CompletableFuture<Result>> underWay = new ConcurrentHashMap<>();

    private record Kept(Object basis, Grant grant) {}

    /**
     * A login.
     *
     * @param name what it is kept by: one for each name
     * @param basis what it depends on; another one needs another login. Compared, never shown
     * @param target where it goes
     */
    public record Login(String name, Object basis, String target) {
        @Override
        public String toString() {
            return "Login[" + name + "]";
        }
    }

    /** What came of a login. */
    public sealed interface Result {

        /** It worked. */
        record Granted(Grant grant) implements Result {}

        /** It did not. */
        record Denied(Authorization.Missing why) implements Result {}
    }

    public Logins(Targets targets, Clock clock) {
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * What the login gave, or gives now.
     *
     * @param refused a grant that is no good any more, whatever time it has left
     * @param fetching logs in
     */
    public Result get(Login login, Optional<Grant> refused, Supplier<Result> fetching) {
        Optional<Grant> known = known(login, refused);
        if (known.isPresent()) {
            return new Result.Granted(known.get());
        }
        CompletableFuture<Result> mine = new CompletableFuture<>();
        CompletableFuture<Result> other = underWay.putIfAbsent(login, mine);
        if (other != null) {
            return waitFor(other, login);
        }
        Result result = failed(login, "it broke off");
        try {
            // Between the two looks somebody may have come back with one.
            result = known(login, refused).<Result>map(Result.Granted::new).orElseGet(fetching);
            if (result instanceof Result.Granted granted) {
                kept.put(login.name(), new Kept(login.basis(), granted.grant()));
            }
            return result;
        } finally {
            underWay.remove(login, mine);
            mine.complete(result);
        }
    }

    private Optional<Grant> known(Login login, Optional<Grant> refused) {
        Kept found = kept.get(login.name());
        boolean good = found != null
                && found.basis().equals(login.basis())
                && refused.filter(found.grant()::equals).isEmpty()
                && clock.instant().isBefore(found.grant().staleAt());
        return good ? Optional.of(found.grant()) : Optional.empty();
    }

    private Result waitFor(CompletableFuture<Result> other, Login login) {
        Admission admission = targets.enter(login.target());
        if (admission instanceof Admission.Granted granted) {
            try {
                return other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return failed(login, "interrupted");
            } catch (ExecutionException | TimeoutException hangs) {
                return failed(login, "it does not end");
            } finally {
                granted.permit().close();
            }
        }
        if (admission instanceof Admission.Full) {
            return new Result.Denied(new Authorization.Full(login.target()));
        }
        Instant due = admission instanceof Admission.Resting resting
                ? resting.due()
                : clock.instant().plus(A_WHILE);
        return new Result.Denied(new Authorization.Resting(login.target(), login.target() + " is left alone", due));
    }

    private static Result failed(Login login, String why) {
        return new Result.Denied(new Authorization.Failed(
                login.target(), "login of credential " + login.name() + ": " + why, true, Optional.empty()));
    }
}
