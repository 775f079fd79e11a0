package io.switchhook.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.switchhook.target.Admission.Permit;
import io.switchhook.target.TargetState.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final String BOT = "https://bot.example.com:443";
    private static final String CRM = "https://crm.example.com:443";

    private final MutableClock clock = new MutableClock();
    private TargetLimits limits = new TargetLimits(2, 3, Duration.ofSeconds(30));
    private final Targets targets = new Targets(() -> limits, clock);

    @Test
    void letsInAsManyCallsAsAllowedAndNoMore() {
        Permit first = granted(BOT);
        granted(BOT);

        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Full.class);
        assertThat(targets.enter(CRM)).isInstanceOf(Admission.Granted.class);

        first.close();
        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Granted.class);
    }

    @Test
    void closingAPermitTwiceFreesOneSlotOnly() {
        Permit first = granted(BOT);
        granted(BOT);

        first.close();
        first.close();
        granted(BOT);

        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Full.class);
    }

    @Test
    void aPausedTargetIsNotCalledAndOthersAre() {
        Permit underWay = granted(BOT);
        targets.pausedWhen(BOT::equals);

        assertThat(targets.enter(BOT))
                .isEqualTo(new Admission.Paused(clock.instant().plus(Targets.PAUSED)));
        granted(CRM);
        underWay.close();
        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Paused.class);
        targets.pausedWhen(target -> false);
        granted(BOT);
    }

    @Test
    void thoseWhoWaitForRoomAreAllLetComeWhenTheTargetIsPaused() {
        List<String> waiting = new ArrayList<>(List.of(BOT, BOT, BOT, BOT, BOT));
        targets.whenFree(waiting::remove);
        granted(BOT);
        granted(BOT);
        targets.waitFor(BOT);
        assertThat(waiting).hasSize(5);

        targets.pausedWhen(BOT::equals);
        targets.enter(BOT);

        assertThat(waiting).isEmpty();
    }

    @Test
    void ringsForThoseWhoWaitAndForNobodyElse() {
        List<String> rung = new ArrayList<>();
        List<String> waiting = new ArrayList<>(List.of(BOT));
        targets.whenFree(target -> rung.add(target) && waiting.remove(target));
        Permit first = granted(BOT);
        Permit second = granted(BOT);
        granted(CRM).close();
        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Full.class);
        targets.waitFor(BOT);
        assertThat(rung).isEmpty();

        first.close();
        assertThat(rung).containsExactly(BOT);

        granted(BOT).close();
        assertThat(rung).as("asked once more, and nobody was there").containsExactly(BOT, BOT);
        second.close();
        assertThat(rung).containsExactly(BOT, BOT);
    }

    @Test
    void roomIsNotOfferedTwiceWhileTheOneRungForIsOnItsWay() {
        List<String> rung = new ArrayList<>();
        targets.whenFree(rung::add);
        Permit first = granted(BOT);
        granted(BOT);
        targets.waitFor(BOT);
        first.close();

        granted(CRM).close();
        assertThat(rung).containsExactly(BOT);

        clock.advance(ExpectedCalls.PATIENCE);
        granted(CRM).close();
        assertThat(rung).as("nobody came").containsExactly(BOT, BOT);
    }

    @Test
    void ringsAtOnceForAWaitThatBeginsAfterTheCallHasEnded() {
        List<String> rung = new ArrayList<>();
        List<String> waiting = new ArrayList<>(List.of(BOT));
        targets.whenFree(target -> waiting.remove(target) && rung.add(target));
        Permit first = granted(BOT);
        granted(BOT);
        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Full.class);
        first.close();

        targets.waitFor(BOT);

        assertThat(rung).containsExactly(BOT);
    }

    @Test
    void oneTargetLeavesRoomForOthersHoweverManyCallsItMayHave() {
        limits = new TargetLimits(TargetLimits.MOST, 3, Duration.ofSeconds(30));
        int most = 0;
        while (targets.enter(BOT) instanceof Admission.Granted) {
            most++;
        }

        assertThat(most).isEqualTo(Targets.THREADS / 3);
        granted(CRM);
    }

    @Test
    void nineSlowTargetsLeaveRoomForATenth() {
        limits = TargetLimits.BUILT_IN;
        for (int target = 0; target < 9; target++) {
            for (int call = 0; call < 8; call++) {
                targets.enter("http://slow:" + target);
            }
        }

        granted(BOT);
        assertThat(targets.states()).hasSize(10);
    }

    @Test
    void theEndOfACallOfOneTargetRingsForAnotherThatWaits() {
        List<String> rung = new ArrayList<>();
        List<String> waiting = new ArrayList<>(List.of(BOT));
        targets.whenFree(target -> waiting.remove(target) && rung.add(target));
        List<Permit> others = IntStream.range(0, Targets.THREADS)
                .mapToObj(i -> granted("http://" + i + ":80"))
                .toList();
        assertThat(targets.enter(BOT)).as("no thread is left").isInstanceOf(Admission.Full.class);
        targets.waitFor(BOT);

        others.get(0).close();

        assertThat(rung).containsExactly(BOT);
        granted(BOT);
    }

    @Test
    void whenABreakerOpensOneOfThoseWhoWaitIsSentToRest() {
        List<String> rung = new ArrayList<>();
        targets.whenFree(rung::add);
        Permit first = granted(BOT);
        granted(BOT);
        targets.waitFor(BOT);
        limits = new TargetLimits(2, 1, Duration.ofSeconds(30));

        first.failed();
        first.close();

        assertThat(rung).containsExactly(BOT);
        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Resting.class);
    }

    @Test
    void aListenerMayEnterAtOnce() {
        List<Admission> entered = new ArrayList<>();
        targets.whenFree(target -> entered.add(targets.enter(target)));
        Permit first = granted(BOT);
        granted(BOT);
        targets.waitFor(BOT);

        first.close();

        assertThat(entered).singleElement().isInstanceOf(Admission.Granted.class);
    }

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

    @Test
    void showsCallsUnderWayAndTargetsInTroubleAndForgetsTheRest() {
        granted(BOT);
        fail(CRM, 1);
        answer("http://other:80");

        assertThat(targets.states())
                .extracting(TargetState::target, TargetState::active, TargetState::failures)
                .containsExactlyInAnyOrder(tuple(BOT, 1, 0), tuple(CRM, 0, 1));
    }

    @Test
    void memoryIsBoundedEvenWhenEveryTargetFails() {
        granted(BOT);
        for (int i = 0; i < Targets.MOST_KEPT + 100; i++) {
            clock.advance(Duration.ofMillis(1));
            fail("http://" + i + ":80", 1);
        }

        assertThat(targets.states()).hasSizeLessThanOrEqualTo(Targets.MOST_KEPT);
        assertThat(targets.states()).extracting(TargetState::target).contains(BOT);
    }

    @Test
    void changedLimitsCountAtOnce() {
        granted(BOT);
        granted(BOT);
        limits = new TargetLimits(3, 3, Duration.ofSeconds(30));

        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Granted.class);
        assertThat(targets.enter(BOT)).isInstanceOf(Admission.Full.class);
    }

    @Test
    void neverMoreThanAllowedAtOnceWhateverThreadsDo() throws Exception {
        limits = new TargetLimits(4, 1000, Duration.ofSeconds(30));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < 16; thread++) {
            ends.add(threads.submit(() -> {
                start.await();
                for (int i = 0; i < 500; i++) {
                    if (targets.enter(BOT) instanceof Admission.Granted granted) {
                        try (Permit permit = granted.permit()) {
                            permit.answered();
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            Thread.onSpinWait();
                            inside.decrementAndGet();
                            done.incrementAndGet();
                        }
                    }
                }
                return null;
            }));
        }

        start.countDown();
        for (Future<?> end : ends) {
            end.get(30, TimeUnit.SECONDS);
        }
        threads.shutdownNow();

        assertThat(most.get()).isBetween(1, 4);
        assertThat(done.get()).isPositive();
        assertThat(targets.states()).isEmpty();
    }

    private Permit granted(String target) {
        Admission admission = targets.enter(target);
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        return ((Admission.Granted) admission).permit();
    }

    private void answer(String target) {
        try (Permit permit = granted(target)) {
            permit.answered();
        }
    }

    private void fail(String target, int times) {
        for (int i = 0; i < times; i++) {
            try (Permit permit = granted(target)) {
                permit.failed();
            }
        }
    }
}
