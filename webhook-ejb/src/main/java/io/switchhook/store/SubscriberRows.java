package io.switchhook.store;

import io.switchhook.api.wire.Interest;
import io.switchhook.api.wire.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The table {@code subscriber}. Those that are being removed are in it, but count no more. */
public final class SubscriberRows {

    private SubscriberRows() {}

    /** A subscriber and which events it wants. */
    public record Interested(String name, Interest interest) {}

    /** Reads what the column {@code interest} holds. */
    public static Interest interest(String column) {
        return column.equals("{}") ? Interest.ALL : Interest.fromJson(JsonText.read(column));
    }

    /**
     * Notes that a subscriber is there and what it wants, registering it with its first word.
     *
     * @return false if it is being removed, so that it is to say so once more
     */
    public static boolean seen(Handle handle, String name, Interest interest, Instant now) {
        String wanted = JsonText.text(interest.toJson());
        int known = handle.createUpdate("update subscriber set seen_at = :now, present = true, interest = :wanted"
                        + " where name = :name and removed_by is null")
                .bind("now", now)
                .bind("wanted", wanted)
                .bind("name", name)
                .execute();
        if (known == 0 && isBeingRemoved(handle, name)) {
            return false;
        }
        if (known == 0) {
            handle.createUpdate("insert into subscriber (name, registered_at, seen_at, present, interest) values"
                            + " (:name, :now, :now, true, :wanted)")
                    .bind("now", now)
                    .bind("wanted", wanted)
                    .bind("name", name)
                    .execute();
        }
        return true;
    }

    private static boolean isBeingRemoved(Handle handle, String name) {
        return handle.createQuery("select count(*) from subscriber where name = :name and removed_by is not null")
                        .bind("name", name)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** All there are, present or not. */
    public static List<String> names(Handle handle) {
        return handle.createQuery("select name from subscriber where removed_by is null order by name")
                .mapTo(String.class)
                .list();
    }

    /** All there are, present or not, with what they want. */
    public static List<Interested> all(Handle handle) {
        return handle.createQuery("select name, interest from subscriber where removed_by is null order by name")
                .map((row, context) -> new Interested(row.getString("name"), interest(row.getString("interest"))))
                .list();
    }

    /** What this one wants; empty if there is none of this name. */
    public static Optional<Interest> find(Handle handle, String name) {
        return handle.createQuery("select interest from subscriber where name = :name and removed_by is null")
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(SubscriberRows::interest);
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
        return handle.createQuery("select name from subscriber where not present and removed_by is null and seen_at <"
                        + " :before")
                .bind("before", before)
                .mapTo(String.class)
                .list();
    }

    /** Forgets a subscriber that is gone, with what was said about it; should it come back, it begins anew. */
    public static void forget(Handle handle, String name) {
        int forgotten = handle.createUpdate("delete from subscriber where name = :name and not present")
                .bind("name", name)
                .execute();
        if (forgotten > 0) {
            for (String sql : List.of(
                    "delete from back_fill where subscriber = :name",
                    "delete from pause where kind = 'subscriber' and name = :name")) {
                handle.createUpdate(sql).bind("name", name).execute();
            }
        }
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
