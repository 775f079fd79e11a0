package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboundPlacesTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void aRunThatIsDueAndFirstInItsLineIsClaimedAtBirthAndNeedsNoBell() {
        engine.starting("notify", "call").withPlaces(5);

        engine.take(message("e1", "c1"), message("e2", "c1"), message("e3", "c2"));

        assertThat(
                        engine.column(
                                "select concat(status, ' ', case when rung_at is null then 'TRUE' else 'FALSE' end) from run order by id"))
                .containsExactly("running FALSE", "waiting TRUE", "running FALSE");
        assertThat(engine.rung).isEmpty();
        assertThat(engine.claimed).hasSize(2);

        engine.claimed.forEach(Runnable::run);
        engine.heedBells();
        assertThat(engine.executed)
                .containsExactlyInAnyOrder("call of e1 attempt 1", "call of e3 attempt 1", "call of e2 attempt 1")
                .containsSubsequence("call of e1 attempt 1", "call of e2 attempt 1");
    }

    @Test
    void whatFindsNoPlaceIsRungFor() {
        engine.starting("notify", "call").withPlaces(1);

        engine.take(message("e1", "c1"), message("e2", "c2"));

        assertThat(engine.column("select status from run order by id")).containsExactly("running", "waiting");
        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void placesAreFreeAgainWhenRunsHaveEndedOrCouldNotBeStored() {
        engine.starting("notify", "call").withPlaces(1);
        engine.storeFailures.add(new SQLException("gone", "08006"));
        assertThatThrownBy(() -> engine.take(message("e1", "c1"))).isInstanceOf(RuntimeException.class);

        engine.take(message("e1", "c1"));
        assertThat(engine.claimed).hasSize(1);
        engine.claimed.remove(0).run();
        engine.take(message("e2", "c1"));

        assertThat(engine.claimed).hasSize(1);
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void aRunClaimedByAProcessThatDiedBeforeItBeganIsDoneAfterTheStart() {
        engine.starting("notify", "call").withPlaces(1);
        engine.take(message("e1", "c1"));
        engine.jdbi.useHandle(handle -> handle.execute("update run set claimed_by = 'one/earlier'"));

        engine.sweeper.sweep(true);
        engine.heedBells();

        assertThat(engine.executed).containsExactly("call of e1 attempt 1");
    }

    @Test
    void aRunThatWasNotBegunWhenTheApplicationStopsIsRungForAfterTheNextStart() {
        engine.starting("notify", "call").withPlaces(1);
        engine.take(message("e1", "c1"));
        engine.workers.stop(Duration.ZERO);
        engine.claimed.forEach(Runnable::run);
        assertThat(engine.executed).isEmpty();

        engine.sweeper.sweep(true);
        engine.heedBells();

        assertThat(engine.executed).containsExactly("call of e1 attempt 1");
        assertThat(engine.column("select outcome from attempt")).containsExactly("done");
    }
}
