package io.switchhook.target;

import java.time.Instant;

/** Whether a target may be called now. */
public sealed interface Admission {

    /** It may; {@code permit} must be closed when the call has ended. */
    record Granted(Permit permit) implements Admission {}

    /** It has as many calls as it may have now, with regard to those of all targets. */
    record Full() implements Admission {}

    /** It failed too often in a row and is left alone until {@code due}. */
    record Resting(Instant due, int failures) implements Admission {}

    /** An administrator has paused it; until {@code due} nobody need ask again. */
    record Paused(Instant due) implements Admission {}

    /** One call under way. What came of it is told once, before {@link #close}; untold, it counts as neither. */
    interface Permit extends AutoCloseable {
        /** The target answered, with whatever status except 5xx: it lives. */
        void answered();

        /** No answer, or 5xx. */
        void failed();

        /** The call has ended; a second time does nothing. */
        @Override
        void close();
    }
}
