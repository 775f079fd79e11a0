package io.switchhook.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchhook.query.Cursor;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.PageRequest;
import io.switchhook.web.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @Test
    void asksForTheFirstFiftyWhenNothingIsSaid() {
        assertThat(query(Map.of()).page(Listing.EVENTS)).isEqualTo(new PageRequest(Optional.empty(), 50));
    }

    @Test
    void readsCursorLimitTextAndTime() {
        Cursor cursor = new Cursor(Listing.EVENTS, 17);
        Query query = query(Map.of(
                "cursor", List.of(cursor.text()),
                "limit", List.of("200"),
                "subject", List.of(""),
                "from", List.of("2026-03-02T13:00:00+01:00")));

        assertThat(query.page(Listing.EVENTS)).isEqualTo(new PageRequest(Optional.of(cursor), 200));
        assertThat(query.text("subject")).contains("");
        assertThat(query.text("topic")).isEmpty();
        assertThat(query.time("from")).contains(Instant.parse("2026-03-02T12:00:00Z"));
    }

    @Test
    void refusesAnUnknownParameterAndNamesThoseAllowed() {
        Problem problem = refused(() -> query(Map.of("topik", List.of("x"))));

        assertThat(problem.reason()).isEqualTo("unknown-parameter");
        assertThat(problem.detail())
                .isEqualTo("found topik, allowed are source, topic, subject, from, to, cursor, limit");
    }

    @Test
    void refusesAParameterGivenTwice() {
        Problem problem = refused(() -> query(Map.of("topic", List.of("a", "b"))));

        assertThat(problem.detail()).isEqualTo("topic is given 2 times, allowed is once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "17", "RVZFTlRTLzE3IA"})
    void refusesAGarbledCursor(String cursor) {
        Problem problem = refused(() -> query(Map.of("cursor", List.of(cursor))).page(Listing.EVENTS));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.reason()).isEqualTo("invalid-cursor");
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String foreign = new Cursor(Listing.DEAD_LETTERS, 17).text();

        Problem problem =
                refused(() -> query(Map.of("cursor", List.of(foreign))).page(Listing.EVENTS));

        assertThat(problem.reason()).isEqualTo("invalid-cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "", "ten", "99999999999"})
    void refusesALimitOutOfRange(String limit) {
        Problem problem = refused(() -> query(Map.of("limit", List.of(limit))).page(Listing.EVENTS));

        assertThat(problem.reason()).isEqualTo("invalid-parameter");
        assertThat(problem.detail()).isEqualTo("limit is not a whole number from 1 to 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-03-02", "2026-03-02T12:00:00", "+10000-01-01T00:00:00Z", "1772452800"})
    void refusesWhatIsNotATime(String time) {
        Problem problem = refused(() -> query(Map.of("from", List.of(time))).time("from"));

        assertThat(problem.reason()).isEqualTo("invalid-parameter");
        assertThat(problem.detail()).startsWith("from is not an ISO-8601 time");
    }

    @Test
    void refusesWhatIsNoneOfTheAllowed() {
        Query query = query(Map.of("topic", List.of("b")));

        assertThat(query.oneOf("topic", List.of("a", "b"))).contains("b");
        assertThat(query.oneOf("source", List.of("a"))).isEmpty();
        assertThat(refused(() -> query.oneOf("topic", List.of("a", "c"))).detail())
                .isEqualTo("topic is none of a, c");
    }

    @Test
    void refusesCharacterZero() {
        Problem problem = refused(() -> query(Map.of("topic", List.of("a\0b"))).text("topic"));

        assertThat(problem.reason()).isEqualTo("invalid-parameter");
    }

    private static Query query(Map<String, List<String>> parameters) {
        return new Query(parameters, "source", "topic", "subject", "from", "to", "cursor", "limit");
    }

    private static Problem refused(ThrowingCallable call) {
        Refusal refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().status()).isEqualTo(400);
        return refusal.problem();
    }
}
