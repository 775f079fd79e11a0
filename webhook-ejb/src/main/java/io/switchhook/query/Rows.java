package io.switchhook.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reading of rows the way every list here needs it. */
final class Rows {
    private Rows() {}

    /**
     * One page of {@code select}, ordered by the falling number in column {@code key}.
     *
     * @param conditions which rows are wanted; where the page begins is added to them
     */
    static <T> Page<T> page(
            Jdbi jdbi,
            String select,
            String key,
            Conditions conditions,
            PageRequest request,
            RowMapper<T> mapper,
            Function<T, Cursor> cursor) {
        request.after().ifPresent(after -> conditions.add("after", after.position(), key + " < :after"));
        String sql = select + conditions.where() + " order by " + key + " desc fetch first :rows rows only";
        // One more than asked for tells whether the list goes on.
        List<T> found = jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindMap(conditions.values())
                .bind("rows", request.limit() + 1)
                .map(mapper)
                .list());
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
