package io.switchhook.duty;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether this node takes on work: it does, except from an administrator's order to drain it until he has it go on, or it is started again.
 */
@ApplicationScoped
public class Duty {
    private volatile Optional<Instant> offSince = Optional.empty();

    /** Since when it takes none; empty while it does. */
    public Optional<Instant> offSince() {
        return offSince;
    }

    public boolean isOff() {
        return offSince.isPresent();
    }

    /** It takes none from now on; whether it did before. */
    public synchronized boolean end(Instant now) {
        boolean was = offSince.isEmpty();
        if (was) {
            offSince = Optional.of(now);
        }
        return was;
    }

    /** It takes work on from now on; whether it did not before. */
    public synchronized boolean begin() {
        boolean was = offSince.isPresent();
        offSince = Optional.empty();
        return was;
    }
}
