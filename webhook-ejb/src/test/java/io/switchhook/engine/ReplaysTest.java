package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.engine.Replay.Handed;
import io.switchhook.engine.Replay.Started;
import io.switchhook.engine.Replays.Wanted;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private static final Wanted ALL = new Wanted(Optional.empty(), false);

    private final EngineFixture engine =
            new EngineFixture().starting("notify", "call").starting("tell", "post");
    private final Replays replays =
            new Replays(engine.jdbi, engine.rules, engine.ringer, engine.gate, engine.node, engine.clock);

    private List<String> runs() {
        return engine.column(
                "select concat(target, ' ', pass, ' ', replayed_by, ' ', status) from run order by pass, target");
    }

    private void came() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.take(message("e1", "c1"));
        engine.heedBells();
        engine.executed.clear();
        engine.rung.clear();
    }

    @Test
    void startsWhatMatchesOnceMoreAndMarksItsRuns() {
        came();

        Replay replay = replays.replay("e1", ALL, "admin").orElseThrow();
        engine.heedBells();

        assertThat(replay.number()).isEqualTo(1);
        assertThat(replay.handed()).isEmpty();
        assertThat(engine.executed).containsExactlyInAnyOrder("call of e1 attempt 1", "post of e1 attempt 1");
        assertThat(runs())
                .containsExactly(
                        "crm 0  waiting",
                        "notify 0  succeeded",
                        "tell 0  succeeded",
                        "notify 1 admin succeeded",
                        "tell 1 admin succeeded");
    }

    @Test
    void everyReplayHasANumberOfItsOwn() {
        came();
        replays.replay("e1", ALL, "admin");

        assertThat(replays.replay("e1", ALL, "eve").orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void startsOnlyTheTriggersThatAreAskedFor() {
        came();

        Replay replay = replays.replay("e1", new Wanted(Optional.of(Set.of("trigger-tell", "none")), false), "admin")
                .orElseThrow();

        assertThat(replay.started()).extracting(Started::workflow).containsExactly("tell");
        assertThat(replays.replay("e1", new Wanted(Optional.of(Set.of("none")), false), "admin"))
                .contains(new Replay(0, List.of(), List.of()));
    }

    @Test
    void subscribersGetItAgainWhereThatIsAskedFor() {
        came();

        Replay replay = replays.replay("e1", new Wanted(Optional.of(Set.of()), true), "admin")
                .orElseThrow();

        assertThat(replay.handed()).extracting(Handed::subscriber).containsExactly("crm");
        // behind the delivery that is still under way
        assertThat(engine.handedTo("crm")).isEmpty();
    }

    @Test
    void tellsWhatItWouldDoAndDoesNothing() {
        came();

        Replay replay = replays.dry("e1", new Wanted(Optional.empty(), true)).orElseThrow();

        assertThat(replay.started())
                .containsExactly(new Started("trigger-notify", "notify", 0), new Started("trigger-tell", "tell", 0));
        assertThat(replay.handed()).containsExactly(new Handed("crm", 0));
        assertThat(engine.column("select id from run where pass > 0")).isEmpty();
        assertThat(engine.rung).isEmpty();
        assertThat(replays.dry("e2", ALL)).isEmpty();
        assertThat(replays.replay("e2", ALL, "admin")).isEmpty();
    }

    @Test
    void theSweepFindsAReplayWhoseBellsWereNeverRung() {
        came();
        engine.whenRinging = () -> {
            throw new IllegalStateException("dies here");
        };
        assertThat(replays.replay("e1", ALL, "admin")).isPresent();
        engine.whenRinging = () -> {};

        engine.sweeper.sweep(true);
        engine.heedBells();

        assertThat(engine.executed).containsExactlyInAnyOrder("call of e1 attempt 1", "post of e1 attempt 1");
    }
}
