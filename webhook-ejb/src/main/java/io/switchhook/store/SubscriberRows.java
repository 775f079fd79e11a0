package io.switchhook.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code subscriber}. */
public final class SubscriberRows {

    private SubscriberRows() {}

    /** Notes that a subscriber is there, registering it with its first word. */
    public static void seen(Handle handle, String name, Instant now) {
        int known = handle.createUpdate("update subscriber set seen_at = :now, present = true where name = :name")
                .bind("now", now)
                .bind("name", name)
                .execute();
        if (known == 0) {
            handle.createUpdate(
                            "insert into subscriber (name, registered_at, seen_at, present) values (:name, :now, :now, true)")
                    .bind("now", now)
                    .bind("name", name)
                    .execute();
        }
    }

    /** All there are, present or not. */
    public static List<String> names(Handle handle) {
        return handle.createQuery("select name from subscriber order by name")
                .mapTo(String.class)
                .list();
    }

    public static void absent(Handle handle, String name) {
        handle.createUpdate("update subscriber set present = false where name = :name")
                .bind("name", name)
                .execute();
    }

    /** Notes that those not heard of since {@code before} are gone; who they are. */
    public static List<String> absentSince(Handle handle, Instant before) {
        List<String> silent = handle.createQuery("select name from subscriber where present and seen_at < :before")
                .bind("before", before)
                .mapTo(String.class)
                .list();
        silent.forEach(name -> absent(handle, name));
        return silent;
    }

    /** Those that are gone and were not heard of since {@code before}. */
    public static List<String> goneSince(Handle handle, Instant before) {
        return handle.createQuery("select name from subscriber where not present and seen_at < :before")
                .bind("before", before)
                .mapTo(String.class)
                .list();
    }

    /** Forgets a subscriber that is gone; should it come back, it begins anew. */
    public static void forget(Handle handle, String name) {
        handle.createUpdate("delete from subscriber where name = :name and not present")
                .bind("name", name)
                .execute();
    }

    public static List<String> present(Handle handle) {
        return handle.createQuery("select name from subscriber where present order by name")
                .mapTo(String.class)
                .list();
    }

    /** Deliveries published and not answered, by subscriber that is there. */
    public static Map<String, Integer> underWay(Handle handle) {
        return handle
                .createQuery("select s.name as name, coalesce(u.under_way, 0) as under_way from subscriber s left join"
                        + " (select target, count(*) as under_way from run where status = 'waiting' and kind = 'subscriber'"
                        + " and rung_at > :epoch group by target) u on u.target = s.name where s.present")
                // A range, since an index is of no use to "is not null".
                .bind("epoch", Instant.EPOCH)
                .map((row, context) -> Map.entry(row.getString("name"), row.getInt("under_way")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
