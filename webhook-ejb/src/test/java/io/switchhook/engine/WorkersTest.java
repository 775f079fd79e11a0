package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final EngineFixture engine = new EngineFixture();

    /** Or all workers could wait for a place that only they can make. */
    @Test
    void hearsNoMoreInMemoryWhereTooManyWaitThereRatherThanLettingTheRingerWait() {
        List<Long> many = LongStream.range(0, 100_000).boxed().toList();

        assertThat(engine.workers.offer(many)).isTrue();
        assertThat(engine.workers.offer(List.of(100_000L))).isFalse();
    }

    @Test
    void atRestItGivesBackWhatIsClaimedAndNotBegun() {
        engine.starting("tell", "notify").withPlaces(8).take(EngineFixture.message("e1", "s1"));

        engine.workers.rest();
        engine.claimed.forEach(Runnable::run);

        assertThat(engine.executed).isEmpty();
        assertThat(engine.column("select status from run")).containsExactly("waiting");
        assertThat(engine.column("select claimed_by from run")).containsOnlyNulls();
        assertThat(engine.claims.inHand()).isEmpty();
        engine.sweeper.sweep(false);
        assertThat(engine.rung).as("another node rings for it").hasSize(1);
    }

    @Test
    void atRestItGivesBackTheBellsThatItHasNotAnsweredAndHearsNoMore() {
        engine.starting("tell", "notify").take(EngineFixture.message("e1", "s1"));
        List<Long> runs = engine.rung.stream().map(Ring::run).toList();
        assertThat(engine.workers.offer(runs)).isTrue();
        engine.rung.clear();

        engine.workers.rest();

        assertThat(engine.workers.offer(runs)).isFalse();
        engine.sweeper.sweep(false);
        assertThat(engine.rung).as("another node rings for it").hasSize(1);
    }

    @Test
    void afterARestItWorksAsBefore() {
        engine.starting("tell", "notify").withPlaces(8);
        engine.workers.rest();
        engine.take(EngineFixture.message("e1", "s1"));
        assertThat(engine.claimed).as("claimed at rest").isEmpty();

        engine.workers.goOn();
        engine.take(EngineFixture.message("e2", "s2"));
        engine.claimed.forEach(Runnable::run);

        assertThat(engine.executed).containsExactly("notify of e2 attempt 1");
    }
}
