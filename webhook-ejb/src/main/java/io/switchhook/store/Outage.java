package io.switchhook.store;

import io.switchhook.workflow.NotReady;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells what our infrastructure lacks from what is wrong with a piece of work: the first is waited out for as long as it takes,
 * the second is counted.
 */
public final class Outage {
    /**
     * SQLState classes that blame the data of the statement: cardinality, data, integrity, with check option, and what is too large for
     * PostgreSQL. Not 42: our statements are fixed, so a missing right or table is the store's affair.
     */
    private static final Set<String> BLAMES_THE_WORK = Set.of("21", "22", "23", "44", "54");

    private Outage() {}

    /** Whether the store or the broker failed, or the rules are not there yet, rather than the work that was given to them. */
    public static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JMSException
                    || cause instanceof JMSRuntimeException
                    || cause instanceof NotReady
                    || cause instanceof StoreRefuses) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.length() < 2 || !BLAMES_THE_WORK.contains(state.substring(0, 2));
            }
        }
        return false;
    }

    /** Whether the store rolled back because others were at the same rows, a deadlock for example: the next try mostly goes through. */
    public static boolean isConflict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() != null && sql.getSQLState().startsWith("40");
            }
        }
        return false;
    }

    /** What kind of failure it is, for people: without its message, which may quote the work's data. */
    public static String kind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return "SQL state " + sql.getSQLState();
            }
        }
        return failure.getClass().getSimpleName();
    }
}
