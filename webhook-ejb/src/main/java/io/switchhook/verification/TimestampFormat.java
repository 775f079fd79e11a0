package io.switchhook.verification;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a sender writes a time. Nothing but a time is read as one: no sign, no fraction of a count, no {@code NaN}. */
public enum TimestampFormat {
    /** Whole seconds since 1970. */
    SECONDS("seconds", Pattern.compile("[0-9]{1,11}")) {
        @Override
        Instant instant(String text) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
    },
    /** Whole milliseconds since 1970. */
    MILLIS("millis", Pattern.compile("[0-9]{1,14}")) {
        @Override
        Instant instant(String text) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
    },
    /** ISO-8601 with an offset or {@code Z}: {@code 2021-03-25T05:09:27Z}. */
    ISO("iso", Pattern.compile("[0-9]{4}-[0-9TZ:.+-]{12,36}")) {
        @Override
        Instant instant(String text) {
            return OffsetDateTime.parse(text).toInstant();
        }
    };

    private final String setting;
    private final Pattern form;

    TimestampFormat(String setting, Pattern form) {
        this.setting = setting;
        this.form = form;
    }

    /** The format of that name in settings. */
    public static Optional<TimestampFormat> named(String setting) {
        return Arrays.stream(values())
                .filter(format -> format.setting.equals(setting))
                .findFirst();
    }

    /** Its name in settings. */
    public String setting() {
        return setting;
    }

    /** The time; empty if the text is none in this format. */
    Optional<Instant> parse(String text) {
        if (!form.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(instant(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    abstract Instant instant(String text);
}
