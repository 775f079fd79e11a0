package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CongestionTest {
    private final EngineFixture engine =
            new EngineFixture().starting("notify", "call").withPlaces(1);
    private final List<Duration> pauses = new ArrayList<>();
    private Runnable inAPause = () -> {};
    private boolean stopping;
    private final Congestion congestion = new Congestion(engine.workers, engine.gate, new Outages() {
        @Override
        boolean pause(Duration wait) {
            pauses.add(wait);
            inAPause.run();
            return stopping;
        }
    });

    private void workOnOne() {
        engine.claimed.remove(0).run();
    }

    /** One has ended, another has the place. */
    private void goOnWell() {
        engine.take(message("e1", "c1"));
        workOnOne();
        engine.take(message("e2", "c2"));
    }

    private Duration waited() {
        return pauses.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void whereThereIsRoomNothingWaits() {
        engine.take(message("e1", "c1"));
        workOnOne();

        congestion.await(1, 1);

        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsForAPlaceThatIsAboutToComeFree() {
        goOnWell();
        inAPause = () -> {
            if (pauses.size() == 3) {
                workOnOne();
            }
        };

        congestion.await(1, 1);

        assertThat(pauses).hasSize(3);
    }

    @Test
    void doesNotWaitForWhatIsSlow() {
        engine.take(message("e1", "c1"));

        congestion.await(1, 1);

        assertThat(pauses).isEmpty();
    }

    @Test
    void doesNotWaitWhereTooLittleWillComeFreeInTime() {
        goOnWell();

        congestion.await(3, 1);

        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsNoLongerThanAMomentForWhatDoesNotComeAfterAll() {
        goOnWell();

        congestion.await(1, 1);

        assertThat(waited()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void endsWithTheApplication() {
        goOnWell();
        stopping = true;

        congestion.await(1, 1);

        assertThat(pauses).hasSize(1);
    }

    @Test
    void aNodeThatIsBeingDrainedWaitsForNoPlace() {
        goOnWell();
        engine.workers.rest();

        congestion.await(1, 1);

        assertThat(pauses).isEmpty();
    }

    @Test
    void waitsForASubscriberThatAnswersFastAndNotForOneThatDoesNot() {
        engine.gate.opened("slow");
        engine.gate.opened("fast");
        for (int i = 0; i < 3; i++) {
            engine.gate.published("slow", 100);
            engine.gate.published("fast", 100);
        }
        congestion.await(0, 1);
        assertThat(pauses).isEmpty();

        engine.gate.answered("fast");
        engine.gate.published("fast", 100);
        inAPause = () -> engine.gate.answered("fast");
        congestion.await(0, 1);

        assertThat(pauses).hasSize(1);
    }
}
