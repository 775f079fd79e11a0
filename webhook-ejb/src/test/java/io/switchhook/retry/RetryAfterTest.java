package io.switchhook.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-06T08:49:00Z");

    @Test
    void readsSeconds() {
        assertThat(RetryAfter.parse(" 120 ", NOW)).contains(NOW.plusSeconds(120));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fri, 06 Nov 2026 08:49:37 GMT",
                "fri, 06 nov 2026 08:49:37 gmt",
                "Friday, 06-Nov-26 08:49:37 GMT",
                "Fri Nov  6 08:49:37 2026"
            })
    void readsTheThreeDateForms(String date) {
        assertThat(RetryAfter.parse(date, NOW)).contains(NOW.plusSeconds(37));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "000",
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void takesThePastAsNow(String past) {
        assertThat(RetryAfter.parse(past, NOW)).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "86401",
                "9223372036854775808",
                "99999999999999999999999999999999999999999",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "Tue Nov 16 08:49:37 2027"
            })
    void waitsNoLongerThanADay(String far) {
        assertThat(RetryAfter.parse(far, NOW)).contains(NOW.plus(RetryAfter.LONGEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+5",
                "1.5",
                "1e3",
                "NaN",
                "Infinity",
                "٣",
                "5 s",
                "5, 6",
                "PT5S",
                "soon",
                "2026-11-06T08:49:37Z",
                "Fri, 06 Nov 2026 25:49:37 GMT",
                "Mon, 06 Nov 2026 08:49:37 GMT"
            })
    void hasNoMeaningForWhatIsNeither(String value) {
        assertThat(RetryAfter.parse(value, NOW)).isEmpty();
    }

    @Test
    void hasNoMeaningForEndlessText() {
        assertThat(RetryAfter.parse("1".repeat(100_000), NOW)).isEmpty();
        assertThat(RetryAfter.parse("Fri, ".repeat(20_000), NOW)).isEmpty();
    }

    @Property
    void liesBetweenNowAndADayWhateverTheTargetSends(@ForAll String value) {
        RetryAfter.parse(value, NOW).ifPresent(due -> assertThat(due).isBetween(NOW, NOW.plus(RetryAfter.LONGEST)));
    }

    @Property
    void honoursEveryNumberOfSecondsUpToADay(@ForAll @IntRange(max = 86_400) int seconds) {
        assertThat(RetryAfter.parse(Integer.toString(seconds), NOW)).contains(NOW.plus(Duration.ofSeconds(seconds)));
    }
}
