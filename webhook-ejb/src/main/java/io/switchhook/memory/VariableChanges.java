package io.switchhook.memory;

import io.switchhook.api.wire.JsonText;
import io.switchhook.memory.VariableRefused.Reason;
import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.variable.DefinedGlobals;
import io.switchhook.variable.VariableName;
import io.switchhook.variable.VariableValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Sets and forgets variables for administrators; who did is kept with the variable, and said in the log. */
@ApplicationScoped
public class VariableChanges {
    /** Characters of a subject at most, as of an event's. */
    public static final int MAX_SUBJECT = 512;

    private static final Logger LOG = System.getLogger(VariableChanges.class.getName());

    private final Jdbi jdbi;
    private final DefinedGlobals defined;
    private final Clock clock;

    @Inject
    public VariableChanges(Jdbi jdbi, DefinedGlobals defined, Clock clock) {
        this.jdbi = jdbi;
        this.defined = defined;
        this.clock = clock;
    }

    /** For the CDI client proxy. */
    protected VariableChanges() {
        this(null, null, null);
    }

    /**
     * Sets a global variable.
     *
     * @param user who asks for it
     * @throws VariableRefused if it cannot be
     */
    public void setGlobal(String id, JsonValue value, String user) {
        checkGlobal(id, value);
        Kept variable = variable(id, value, user);
        jdbi.useTransaction(handle -> VariableRows.setGlobal(handle, variable));
        log(user, "set global variable " + id);
    }

    /**
     * Forgets a global variable.
     *
     * @return false if there is none
     * @throws VariableRefused if it is defined in a file
     */
    public boolean dropGlobal(String id, String user) {
        requireNotDefined(id);
        boolean dropped = jdbi.inTransaction(handle -> VariableRows.dropGlobal(handle, id));
        if (dropped) {
            log(user, "forgot global variable " + id);
        }
        return dropped;
    }

    /**
     * Sets a variable of a subject; also of one that no event has been about yet, since an event may be on its way.
     *
     * @param user who asks for it
     * @throws VariableRefused if it cannot be
     */
    public void setOfSubject(String subject, String name, JsonValue value, String user) {
        checkOfSubject(subject, name, value);
        Kept variable = variable(name, value, user);
        jdbi.useTransaction(handle -> VariableRows.setOfSubject(handle, subject, variable));
        log(user, "set variable " + name + " of subject " + shown(subject));
    }

    /**
     * Forgets a variable of a subject.
     *
     * @return false if there is none
     */
    public boolean dropOfSubject(String subject, String name, String user) {
        boolean dropped = jdbi.inTransaction(handle -> VariableRows.dropOfSubject(handle, subject, name));
        if (dropped) {
            log(user, "forgot variable " + name + " of subject " + shown(subject));
        }
        return dropped;
    }

    /**
     * Looks whether a global variable may be set. Two at the same time may both find the last place free.
     *
     * @throws VariableRefused if it may not
     */
    public void checkGlobal(String id, JsonValue value) {
        check(id, value);
        requireNotDefined(id);
        int others = jdbi.withHandle(handle -> VariableRows.othersGlobal(handle, id));
        requireRoom(others, VariableValue.MAX_GLOBAL, "global variables");
    }

    /**
     * Looks whether a variable of a subject may be set. Two at the same time may both find the last place free.
     *
     * @throws VariableRefused if it may not
     */
    public void checkOfSubject(String subject, String name, JsonValue value) {
        if (subject.isEmpty()) {
            throw new VariableRefused(Reason.INVALID, "there is no subject");
        }
        if (subject.length() > MAX_SUBJECT || subject.indexOf('\0') >= 0) {
            throw new VariableRefused(
                    Reason.INVALID,
                    "the subject has " + subject.length() + " characters, allowed are 1 to " + MAX_SUBJECT
                            + ", none of them the character 0");
        }
        check(name, value);
        int others = jdbi.withHandle(handle -> VariableRows.othersOfSubject(handle, subject, name));
        requireRoom(others, VariableValue.MAX_OF_SUBJECT, "variables of one subject");
    }

    private static void check(String name, JsonValue value) {
        if (!VariableName.isValid(name)) {
            throw new VariableRefused(
                    Reason.INVALID, "the name is none of a variable, allowed is " + VariableName.RULE);
        }
        VariableValue.problem(value).ifPresent(problem -> {
            throw new VariableRefused(Reason.INVALID, "value: " + problem.message());
        });
    }

    private Kept variable(String name, JsonValue value, String user) {
        return new Kept(name, JsonText.text(value), clock.instant(), "user " + user);
    }

    private void requireNotDefined(String id) {
        defined.variable(id).ifPresent(variable -> {
            throw new VariableRefused(
                    Reason.READ_ONLY, "it is defined in " + variable.file() + " and can be changed there only");
        });
    }

    private static void requireRoom(int others, int most, String what) {
        if (others >= most) {
            throw new VariableRefused(
                    Reason.TOO_MANY,
                    "there are " + others + " " + what + " besides it, allowed are " + most + " in all");
        }
    }

    private static void log(String user, String what) {
        LOG.log(Level.INFO, "SWH1411 User {0} {1}", user, what);
    }

    /** Subjects are from outside: no line of the log is theirs to write. */
    private static String shown(String subject) {
        return JsonText.provider().createValue(subject).toString();
    }
}
