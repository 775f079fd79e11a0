package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.store.ClaimedRun;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private final EngineFixture engine = new EngineFixture();
    private final Claims claims = engine.claims;

    private List<Long> runs;

    @BeforeEach
    void twoRunsWait() {
        engine.starting("tell", "notify");
        engine.take(EngineFixture.message("e1", "s1"), EngineFixture.message("e2", "s2"));
        runs = engine.rung.stream().map(Ring::run).toList();
    }

    @Test
    void whatAnotherNodeHasClaimedIsLeftToIt() {
        Claims others = engine.claimsOf(new NodeName("two"));

        List<ClaimedRun> theirs = others.claim(runs.subList(0, 1));
        List<ClaimedRun> ours = claims.claim(runs);

        assertThat(theirs).extracting(ClaimedRun::id).containsExactly(runs.get(0));
        assertThat(ours).extracting(ClaimedRun::id).containsExactly(runs.get(1));
    }

    @Test
    void whatIsGivenBackMayBeClaimedByAnother() {
        claims.claim(runs).forEach(claims::giveBack);

        assertThat(engine.claimsOf(new NodeName("two")).claim(runs)).hasSize(2);
    }

    @Test
    void aRunIsInHandUntilTheLastBellForItIsAnswered() {
        claims.hold(7);
        claims.hold(7);

        claims.letGo(7);
        assertThat(claims.inHand()).containsExactly(7L);
        claims.letGo(7);
        assertThat(claims.inHand()).isEmpty();
    }

    @Test
    void bellsAreGivenBackHoweverMany() {
        claims.giveBellsBack(
                LongStream.concat(LongStream.range(1_000, 2_000), runs.stream().mapToLong(run -> run))
                        .boxed()
                        .toList());

        assertThat(engine.column("select rung_at from run")).hasSize(2).containsOnlyNulls();
    }
}
