package io.switchhook.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/** The tables {@code global_variable} and {@code subject_variable}. */
public final class VariableRows {
    /** How many of a subject's events, from the last one back, are searched for one of a topic. */
    public static final int SEARCHED_EVENTS = 1_000;

    private static final String SET_BEFORE = "variable_set_before";
    private static final int SET_BY = 640;

    /**
     * A variable as it is kept.
     *
     * @param value JSON text
     * @param setAt when it was set last
     * @param setBy who did: for people
     */
    public record Kept(String name, String value, Instant setAt, String setBy) {}

    private VariableRows() {}

    /** A subject's variables, in the order of their names. */
    public static List<Kept> ofSubject(Handle handle, String subject) {
        return handle.createQuery(
                        "select name, content, set_at, set_by from subject_variable where subject = :subject order by name")
                .bind("subject", subject)
                .map(VariableRows::kept)
                .list();
    }

    /** The variables of several subjects; without those that have none. */
    public static Map<String, List<Kept>> ofSubjects(Handle handle, Collection<String> subjects) {
        return handle.createQuery(
                        "select subject, name, content, set_at, set_by from subject_variable where subject = any(:subjects)"
                                + " order by subject, name")
                .bindArray("subjects", String.class, subjects)
                .map((row, context) -> Map.entry(row.getString("subject"), kept(row, context)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** One variable of a subject. */
    public static Optional<Kept> ofSubject(Handle handle, String subject, String name) {
        return handle.createQuery("select name, content, set_at, set_by from subject_variable where subject = :subject"
                        + " and name = :name")
                .bind("subject", subject)
                .bind("name", name)
                .map(VariableRows::kept)
                .findOne();
    }

    /** Global variables set at run time, in the order of their ids. */
    public static List<Kept> global(Handle handle) {
        return handle.createQuery("select id as name, content, set_at, set_by from global_variable order by id")
                .map(VariableRows::kept)
                .list();
    }

    /** A global variable set at run time. */
    public static Optional<Kept> global(Handle handle, String id) {
        return handle.createQuery("select id as name, content, set_at, set_by from global_variable where id = :id")
                .bind("id", id)
                .map(VariableRows::kept)
                .findOne();
    }

    /** How many variables a subject has besides this one. */
    public static int othersOfSubject(Handle handle, String subject, String name) {
        return handle.createQuery("select count(*) from subject_variable where subject = :subject and name <> :name")
                .bind("subject", subject)
                .bind("name", name)
                .mapTo(Integer.class)
                .one();
    }

    /** How many global variables there are besides this one. */
    public static int othersGlobal(Handle handle, String id) {
        return handle.createQuery("select count(*) from global_variable where id <> :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one();
    }

    /** Sets a variable of a subject; who sets it last wins. */
    public static void setOfSubject(Handle handle, String subject, Kept variable) {
        set(
                handle,
                "update subject_variable set content = :value, set_at = :at, set_by = :by where subject = :subject and"
                        + " name = :name",
                "insert into subject_variable (subject, name, content, set_at, set_by) values (:subject, :name, :value,"
                        + " :at, :by)",
                Optional.of(subject),
                variable);
    }

    /** Sets a global variable; who sets it last wins. */
    public static void setGlobal(Handle handle, Kept variable) {
        set(
                handle,
                "update global_variable set content = :value, set_at = :at, set_by = :by where id = :name",
                "insert into global_variable (id, content, set_at, set_by) values (:name, :value, :at, :by)",
                Optional.empty(),
                variable);
    }

    /** Forgets a variable of a subject; false if there is none. */
    public static boolean dropOfSubject(Handle handle, String subject, String name) {
        return handle.createUpdate("delete from subject_variable where subject = :subject and name = :name")
                        .bind("subject", subject)
                        .bind("name", name)
                        .execute()
                == 1;
    }

    /** Forgets a global variable; false if there is none. */
    public static boolean dropGlobal(Handle handle, String id) {
        return handle.createUpdate("delete from global_variable where id = :id")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    /**
     * The data, JSON text, of the last event of a subject whose topic ends in one of these segments.
     *
     * @param segments in lower case, at least one
     */
    public static Optional<String> lastEvent(Handle handle, String subject, Set<String> segments) {
        List<String> inOrder = segments.stream().sorted().toList();
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < inOrder.size(); i++) {
            conditions.add("right(lower('.' || t.topic), " + (inOrder.get(i).length() + 1) + ") = :segment" + i);
        }
        Query query = handle.createQuery("select e.data from event e where e.seq = (select max(t.seq) from (select seq,"
                        + " topic from event where subject = :subject order by subject, seq desc fetch first "
                        + SEARCHED_EVENTS
                        + " rows only) t where " + String.join(" or ", conditions) + ")")
                .bind("subject", subject);
        for (int i = 0; i < inOrder.size(); i++) {
            query.bind("segment" + i, "." + inOrder.get(i));
        }
        return query.mapTo(String.class).findOne();
    }

    /** Two may insert at the same time: a failed statement would spoil the whole transaction, had it not been given a place to go back to. */
    private static void set(Handle handle, String update, String insert, Optional<String> subject, Kept variable) {
        if (bound(handle.createUpdate(update), subject, variable).execute() > 0) {
            return;
        }
        handle.savepoint(SET_BEFORE);
        try {
            bound(handle.createUpdate(insert), subject, variable).execute();
            handle.releaseSavepoint(SET_BEFORE);
        } catch (UnableToExecuteStatementException failed) {
            if (!isTaken(failed)) {
                throw failed;
            }
            handle.rollbackToSavepoint(SET_BEFORE);
            bound(handle.createUpdate(update), subject, variable).execute();
        }
    }

    private static Update bound(Update statement, Optional<String> subject, Kept variable) {
        subject.ifPresent(text -> statement.bind("subject", text));
        return statement
                .bind("name", variable.name())
                .bind("value", variable.value())
                .bind("at", variable.setAt())
                .bind("by", Text.upTo(SET_BY, variable.setBy()));
    }

    private static boolean isTaken(UnableToExecuteStatementException failed) {
        return failed.getCause() instanceof SQLException sql && "23505".equals(sql.getSQLState());
    }

    private static Kept kept(ResultSet row, StatementContext context) throws SQLException {
        return new Kept(
                row.getString("name"),
                row.getString("content"),
                Database.instant(row, "set_at"),
                row.getString("set_by"));
    }
}
