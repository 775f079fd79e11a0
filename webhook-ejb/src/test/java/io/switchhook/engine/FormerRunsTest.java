package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.store.LineRows.EventBell;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormerRunsTest {
    private final EngineFixture engine = new EngineFixture();
    private final FormerRuns former = new FormerRuns(engine.gate, new Wakes());

    @Test
    void theFirstOfALineIsRungAgainThoughItWasRungBefore() {
        engine.starting("notify", "call").take(EngineFixture.message("e1", "c1"), EngineFixture.message("e2", "c1"));

        assertThat(goOn())
                .extracting(one -> one.bell().run())
                .containsExactly(engine.rung.get(0).run());
    }

    @Test
    void whatEndedMeanwhileIsLeftAlone() {
        engine.starting("notify", "call").take(EngineFixture.message("e1", "c1"));
        engine.heedBells();

        assertThat(goOn()).isEmpty();
    }

    @Test
    void ringsForASubscriberAsSoonAsItMayHaveMore() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        for (String subject : List.of("c1", "c2", "c3", "c4")) {
            engine.take(EngineFixture.message("of-" + subject, subject));
        }
        engine.jdbi.useHandle(handle -> handle.execute("update run set rung_at = created_at"));

        List<EventBell> bells = goOn();

        assertThat(bells).as("it has as many as it may have").isEmpty();
        assertThat(engine.column("select rung_at from run")).hasSize(4).containsOnlyNulls();
    }

    private List<EventBell> goOn() {
        List<Long> all = engine.column("select seq from event order by seq").stream()
                .map(Long::valueOf)
                .toList();
        return engine.jdbi.inTransaction(handle -> former.goOn(handle, all, List.of(), engine.clock.instant()));
    }
}
