package io.switchhook.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.target.Admission.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TargetsWaitingTest extends TargetsFixture {
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
}
