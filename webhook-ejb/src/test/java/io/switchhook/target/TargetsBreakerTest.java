package io.switchhook.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.target.Admission.Permit;
import io.switchhook.target.TargetState.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetsBreakerTest extends TargetsFixture {
    @Test
    void restsAfterFailuresInARowAndNotBefore() {
        fail(BOT, 2);
        answer(BOT);
        fail(BOT, 2);
        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Granted.class);

        fail(BOT, 1);

        assertThat(targets.enter(BOT))
                .isEqualTo(new Admission.Resting(clock.instant().plusSeconds(30), 3));
        assertThat(targets.enter(CRM)).isInstanceOf(Admission.Granted.class);
    }

    @Test
    void thoseTurnedAwayByTheBreakerComeBackOneAfterTheOther() {
        fail(BOT, 3);

        List<Admission> resting =
                IntStream.range(0, 50).mapToObj(i -> targets.enter(BOT)).toList();

        assertThat(resting.stream().map(admission -> ((Admission.Resting) admission).due()))
                .doesNotHaveDuplicates();
        assertThat(resting).allSatisfy(admission -> assertThat(((Admission.Resting) admission).due())
                .isBetween(clock.instant().plusSeconds(30), clock.instant().plusSeconds(60)));
    }

    /** Asking costs as much as a short call: all of a long backlog at once would hold up every other target. */
    @Test
    void howeverManyAreTurnedAwayNoMoreThanFiveHundredASecondComeBack() {
        fail(BOT, 3);

        Map<Long, Long> bySecond = IntStream.range(0, 100_000)
                .mapToObj(i -> ((Admission.Resting) targets.enter(BOT)).due())
                .collect(Collectors.groupingBy(Instant::getEpochSecond, Collectors.counting()));

        assertThat(bySecond.values()).allMatch(count -> count <= 500);
    }

    @Test
    void afterTheRestOneProbeGoesAndOpensForAll() {
        List<String> rung = new ArrayList<>();
        targets.whenFree(rung::add);
        fail(BOT, 3);
        targets.waitFor(BOT);
        clock.advance(Duration.ofSeconds(30));

        Permit probe = granted(BOT);
        assertThat(targets.enter(BOT))
                .isEqualTo(new Admission.Resting(clock.instant().plusSeconds(1), 3));
        probe.answered();
        probe.close();

        assertThat(rung).containsExactly(BOT, BOT);
        granted(BOT);
        granted(BOT);
    }

    @Test
    void aFailedProbeStartsANewRest() {
        fail(BOT, 3);
        clock.advance(Duration.ofSeconds(30));

        fail(BOT, 1);

        assertThat(targets.enter(BOT))
                .isEqualTo(new Admission.Resting(clock.instant().plusSeconds(30), 4));
    }

    @Test
    void aProbeOfWhichNothingIsToldLetsTheNextOneProbe() {
        fail(BOT, 3);
        clock.advance(Duration.ofSeconds(30));

        granted(BOT).close();

        granted(BOT);
        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Resting.class);
    }

    @Test
    void aFailureOfACallFromBeforeTheRestDoesNotProlongIt() {
        Permit old = granted(BOT);
        fail(BOT, 3);
        clock.advance(Duration.ofSeconds(20));
        old.failed();
        old.close();

        clock.advance(Duration.ofSeconds(10));

        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Granted.class);
    }

    @Test
    void tellsOpeningAndClosing() {
        List<TargetState> changes = new ArrayList<>();
        targets.whenBreakerChanges(changes::add);

        fail(BOT, 3);
        clock.advance(Duration.ofSeconds(30));
        fail(BOT, 1);
        clock.advance(Duration.ofSeconds(30));
        answer(BOT);

        assertThat(changes).extracting(TargetState::breaker).containsExactly(Breaker.OPEN, Breaker.CLOSED);
        assertThat(changes.get(0).openUntil()).isPresent();
    }
}
