package io.switchhook.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The answer header {@code Retry-After}: seconds, or a date in one of HTTP's three forms.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, sections 10.2.3 and 5.6.7</a>
 */
public final class RetryAfter {
    /**
     * A target may put off its next attempt by at most this long; more is taken as this. It may be longer than
     * {@link RetrySettings#maxDelay()}: that caps our own guess, this is what the target asked for.
     */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,200}");
    private static final int LONGEST_DATE = 64;

    private RetryAfter() {}

    /**
     * The earliest time of the next attempt, from {@code now} to {@code now} plus {@link #LONGEST}; empty when the value is
     * neither a number of seconds nor an HTTP date.
     */
    public static Optional<Instant> parse(String value, Instant now) {
        String text = value.trim();
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(now.plusSeconds(seconds(text)));
        }
        return date(text, now).map(date -> within(date, now));
    }

    private static long seconds(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 9
                ? LONGEST.toSeconds()
                : Math.min(LONGEST.toSeconds(), Long.parseLong(significant));
    }

    private static Instant within(Instant date, Instant now) {
        Instant latest = now.plus(LONGEST);
        return date.isBefore(now) ? now : date.isAfter(latest) ? latest : date;
    }

    private static Optional<Instant> date(String text, Instant now) {
        if (text.length() > LONGEST_DATE) {
            return Optional.empty();
        }
        for (DateTimeFormatter form : forms(now)) {
            try {
                return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException otherForm) {
                // the next form may fit
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> forms(Instant now) {
        return List.of(
                        form().appendPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'").toFormatter(Locale.ENGLISH),
                        // RFC 850: a two-digit year that looks more than 50 years ahead is in the past.
                        form().appendPattern("EEEE, dd-MMM-")
                                .appendValueReduced(
                                        ChronoField.YEAR,
                                        2,
                                        2,
                                        now.atOffset(ZoneOffset.UTC).getYear() - 49)
                                .appendPattern(" HH:mm:ss 'GMT'")
                                .toFormatter(Locale.ENGLISH),
                        // asctime: a one-digit day is padded with a blank.
                        form().appendPattern("EEE MMM ppd HH:mm:ss uuuu").toFormatter(Locale.ENGLISH))
                .stream()
                .map(form -> form.withResolverStyle(ResolverStyle.SMART))
                .toList();
    }

    private static DateTimeFormatterBuilder form() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }
}
