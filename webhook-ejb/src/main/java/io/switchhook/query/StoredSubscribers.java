package io.switchhook.query;

import io.switchhook.query.SubscriberView.PastView;
import io.switchhook.store.SubscriberRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The subscribers in the store, as people may see them. There are few, so they come without pages. */
@ApplicationScoped
public class StoredSubscribers {
    /** Requests for past events that are shown of each. */
    private static final int MOST_PAST = 10;

    /** The last delivery is looked for among so many of the newest: what is delivered late stands among them nearly always. */
    private static final int NEWEST = 100;

    private final Jdbi jdbi;

    @Inject
    public StoredSubscribers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    protected StoredSubscribers() {
        this(null);
    }

    private record Waiting(long all, long inRetry) {}

    /** All there are, by name. */
    public List<SubscriberView> all() {
        return jdbi.withHandle(handle -> views(handle, SubscriberRows.names(handle)));
    }

    /** The one of this name. */
    public Optional<SubscriberView> find(String name) {
        return jdbi.withHandle(handle -> views(handle, List.of(name)).stream().findFirst());
    }

    private static List<SubscriberView> views(Handle handle, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        Map<String, Waiting> waiting = handle.createQuery("select target, count(*) as waiting, sum(case when tries > 0"
                        + " then 1 else 0 end) as in_retry from run where status = 'waiting' and kind = 'subscriber'"
                        + " and target = any(:names) group by target")
                .bindArray("names", String.class, names)
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.put(
                            row.getColumn("target", String.class),
                            new Waiting(row.getColumn("waiting", Long.class), row.getColumn("in_retry", Long.class)));
                    return found;
                });
        Map<String, Long> deadLetters = handle.createQuery("select target, count(*) as letters from dead_letter where"
                        + " kind = 'subscriber' and target = any(:names) group by target")
                .bindArray("names", String.class, names)
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.put(row.getColumn("target", String.class), row.getColumn("letters", Long.class));
                    return found;
                });
        return handle
                .createQuery("select name, interest, present, registered_at, seen_at from subscriber where"
                        + " removed_by is null and name = any(:names) order by name")
                .bindArray("names", String.class, names)
                .map((row, context) -> {
                    String name = row.getString("name");
                    Waiting its = waiting.getOrDefault(name, new Waiting(0, 0));
                    return new SubscriberView(
                            name,
                            SubscriberRows.interest(row.getString("interest")),
                            row.getBoolean("present"),
                            Rows.instant(row, "registered_at"),
                            Rows.instant(row, "seen_at"),
                            its.all(),
                            its.inRetry(),
                            deadLetters.getOrDefault(name, 0L),
                            Optional.empty(),
                            List.of());
                })
                .list()
                .stream()
                .map(view -> withMore(handle, view))
                .toList();
    }

    private static SubscriberView withMore(Handle handle, SubscriberView view) {
        return new SubscriberView(
                view.name(),
                view.interest(),
                view.present(),
                view.registered(),
                view.seen(),
                view.backlog(),
                view.inRetry(),
                view.deadLetters(),
                handle.createQuery("select max(n.finished_at) as finished from (select finished_at from run where"
                                + " status = 'succeeded' and kind = 'subscriber' and target = :name order by id desc"
                                + " fetch first :newest rows only) n")
                        .bind("name", view.name())
                        .bind("newest", NEWEST)
                        .map((row, context) -> Rows.optionalInstant(row, "finished"))
                        .one(),
                handle.createQuery(
                                "select request, asked_for, asked_by, asked_at, deliveries, refused, finished_at"
                                        + " from back_fill where subscriber = :name order by id desc fetch first :most rows only")
                        .bind("name", view.name())
                        .bind("most", MOST_PAST)
                        .map((row, context) -> new PastView(
                                row.getString("request"),
                                row.getString("asked_for"),
                                row.getString("asked_by"),
                                Rows.instant(row, "asked_at"),
                                row.getLong("deliveries"),
                                row.getString("refused"),
                                Rows.optionalInstant(row, "finished_at")))
                        .list());
    }
}
