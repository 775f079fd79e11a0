package io.switchhook.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.switchhook.target.Admission.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TargetsTest extends TargetsFixture {
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
}
