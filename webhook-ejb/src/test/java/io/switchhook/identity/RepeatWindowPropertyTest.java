package io.switchhook.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RepeatWindowPropertyTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RepeatWindow WINDOW = new RepeatWindow("content", MINUTE);

    /** What the store does: under its own id, or under a neighbour that covers it. */
    private final Map<String, Instant> stored = new HashMap<>();

    @Property
    void whatIsCoveredHasTheSameIdOrANeighbours(
            @ForAll @LongRange(min = -120_000, max = 120_000) long gapMillis,
            @ForAll @LongRange(max = 600_000) long startMillis) {
        Instant one = START.plusMillis(startMillis);
        Instant other = one.plusMillis(gapMillis);

        boolean found = WINDOW.id(one).equals(WINDOW.id(other))
                || WINDOW.neighbours(other).contains(WINDOW.id(one));

        assertThat(WINDOW.covers(one, other)).isEqualTo(Math.abs(gapMillis) < 60_000);
        if (WINDOW.covers(one, other)) {
            assertThat(found).isTrue();
        }
    }

    @Property
    void sameIdMeansLessThanALengthApart(
            @ForAll @LongRange(max = 600_000) long first, @ForAll @LongRange(max = 600_000) long second) {
        Instant one = START.plusMillis(first);
        Instant other = START.plusMillis(second);

        if (WINDOW.id(one).equals(WINDOW.id(other))) {
            assertThat(WINDOW.covers(one, other)).isTrue();
        }
    }

    @Property
    void keepsOneOfWhatIsWithinTheWindowAndAllThatIsNot(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 300_000) Integer> millis) {
        stored.clear();
        List<Integer> inOrder = new ArrayList<>(millis);
        Collections.sort(inOrder);
        List<Instant> expected = new ArrayList<>();
        for (int at : inOrder) {
            Instant received = START.plusMillis(at);
            boolean repeats = !expected.isEmpty()
                    && Duration.between(expected.get(expected.size() - 1), received)
                                    .compareTo(MINUTE)
                            < 0;
            if (!repeats) {
                expected.add(received);
            }
            store(received);
        }

        assertThat(stored.values()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property
    void keepsNoTwoWithinTheWindowWhateverTheOrderOfWork(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 300_000) Integer> millis, @ForAll Random order) {
        stored.clear();
        List<Integer> shuffled = new ArrayList<>(millis);
        Collections.shuffle(shuffled, order);
        shuffled.forEach(at -> store(START.plusMillis(at)));

        for (Instant one : stored.values()) {
            assertThat(stored.values())
                    .filteredOn(other -> WINDOW.covers(one, other))
                    .hasSize(1);
        }
    }

    @Test
    void idsOfOtherContentAndOtherLengthsDiffer() {
        assertThat(List.of(
                        WINDOW.id(START),
                        new RepeatWindow("other", MINUTE).id(START),
                        new RepeatWindow("content", MINUTE.multipliedBy(2)).id(START)))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void lengthIsWholeMilliseconds() {
        for (Duration length :
                List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofMillis(-1), Duration.ofNanos(1_500_000))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new RepeatWindow("content", length));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new RepeatWindow(" ", MINUTE));
    }

    private void store(Instant received) {
        boolean repeats = stored.containsKey(WINDOW.id(received))
                || WINDOW.neighbours(received).stream()
                        .anyMatch(id -> stored.containsKey(id) && WINDOW.covers(stored.get(id), received));
        if (!repeats) {
            stored.put(WINDOW.id(received), received);
        }
    }
}
