package io.switchhook.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reading of rows the way every list here needs it. */
final class Rows {
    private Rows() {}

    /** One page of {@code select}, ordered by the falling number in column {@code key}. */
    static <T> Page<T> page(
            Jdbi jdbi,
            String select,
            String key,
            List<String> conditions,
            Map<String, Object> values,
            PageRequest request,
            RowMapper<T> mapper,
            Function<T, Cursor> cursor) {
        List<String> all = new ArrayList<>(conditions);
        Map<String, Object> bound = new HashMap<>(values);
        request.after().ifPresent(after -> {
            all.add(key + " < :after");
            bound.put("after", after.position());
        });
        // One more than asked for tells whether the list goes on.
        bound.put("rows", request.limit() + 1);
        String where = all.isEmpty() ? "" : " where " + String.join(" and ", all);
        String sql = select + where + " order by " + key + " desc fetch first :rows rows only";
        List<T> found = jdbi.withHandle(
                handle -> handle.createQuery(sql).bindMap(bound).map(mapper).list());
        if (found.size() <= request.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, request.limit());
        return new Page<>(items, Optional.of(cursor.apply(items.get(items.size() - 1))));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
