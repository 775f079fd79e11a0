package io.switchhook.adapter;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Senders' ways to write a time. What is none, or not between 1970 and 9999, which every database can keep, is no time. */
final class Times {
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);
    private static final List<DateTimeFormatter> WITH_OFFSET =
            List.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME);
    /** From here on a number counts milliseconds: as seconds it would be the year 5138, as milliseconds it is 1973. */
    private static final BigDecimal MILLIS = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal LARGEST = BigDecimal.valueOf(LAST.toEpochMilli());

    private Times() {}

    /** Milliseconds since 1970, as a number or a string. */
    static Optional<Instant> epochMillis(JsonValue value) {
        return Members.decimal(value).flatMap(Times::ofMillis);
    }

    /** ISO-8601 with an offset, or a date as in HTTP headers. */
    static Optional<Instant> text(String text) {
        for (DateTimeFormatter format : WITH_OFFSET) {
            try {
                return Optional.of(format.parse(text.strip(), Instant::from)).filter(Times::isKeepable);
            } catch (DateTimeException other) {
                // the next format
            }
        }
        return Optional.empty();
    }

    /** {@code yyyyMMddHHmmss} in UTC, as a string or a number. */
    static Optional<Instant> compactUtc(JsonValue value) {
        OptionalLong digits = Members.whole(value);
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(Long.toString(digits.getAsLong()), COMPACT)
                            .toInstant(ZoneOffset.UTC))
                    .filter(Times::isKeepable);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** Seconds or milliseconds since 1970, with or without a fraction, or a text. */
    static Optional<Instant> any(JsonValue value) {
        Optional<BigDecimal> number = Members.decimal(value);
        if (number.isPresent()) {
            return number.map(n -> n.compareTo(MILLIS) < 0 ? n.movePointRight(3) : n)
                    .flatMap(Times::ofMillis);
        }
        return Members.text(value).flatMap(Times::text);
    }

    private static Optional<Instant> ofMillis(BigDecimal millis) {
        if (millis.signum() < 0 || millis.compareTo(LARGEST) > 0) {
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(millis.longValue()));
    }

    private static boolean isKeepable(Instant time) {
        return !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST);
    }
}
