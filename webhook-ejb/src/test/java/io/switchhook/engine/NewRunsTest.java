package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.run.NewRun;
import io.switchhook.run.NewRun.Standing;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NewRunsTest {
    private final EngineFixture engine = new EngineFixture().starting("notify", "call");
    private final NewRuns runs = new NewRuns(engine.gate);

    @Test
    void anEventBringsARunForTheWorkflowItStartsAndOneForEachSubscriberThatWantsIt() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm"), new SubscriberReport.Present("billing")));

        List<List<NewRun>> planned = plan(5, "e1");

        assertThat(planned).hasSize(1);
        assertThat(planned.get(0)).extracting(NewRun::target).containsExactlyInAnyOrder("notify", "crm", "billing");
    }

    @Test
    void whatComesTogetherStandsInTheOrderInWhichItCame() {
        assertThat(plan(5, "e1", "e2"))
                .extracting(NewRunsTest::standing)
                .containsExactly(Standing.CLAIMED, Standing.BEHIND);
    }

    @Test
    void aRunStandsBehindWhatIsStoredAndNotDone() {
        engine.take(EngineFixture.message("e1", "c1"));

        assertThat(plan(5, "e2")).extracting(NewRunsTest::standing).containsExactly(Standing.BEHIND);

        engine.heedBells();
        assertThat(plan(5, "e2")).extracting(NewRunsTest::standing).containsExactly(Standing.CLAIMED);
    }

    @Test
    void noneIsClaimedAtBirthWhereNoPlaceIsFree() {
        assertThat(plan(0, "e1")).extracting(NewRunsTest::standing).containsExactly(Standing.RUNG);
    }

    private List<List<NewRun>> plan(int free, String... ids) {
        List<Incoming> fresh = Stream.of(ids)
                .map(id -> incoming(EngineFixture.message(id, "c1")))
                .toList();
        return engine.jdbi.withHandle(handle -> runs.of(handle, fresh, free, engine.clock.instant()));
    }

    private Incoming incoming(InboundMessage message) {
        return new Incoming(
                new Arrival(message, "ID:1"), engine.rules.starts(message.event(), engine.clock.instant()), Set.of());
    }

    private static Standing standing(List<NewRun> ofEvent) {
        assertThat(ofEvent).hasSize(1);
        return ofEvent.get(0).standing();
    }
}
