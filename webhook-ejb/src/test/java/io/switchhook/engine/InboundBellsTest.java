package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboundBellsTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void aSubscriberIsHandedNoMoreThanItMayHaveOfWhatComesTogether() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));

        engine.take(message("e1", "c1"), message("e2", "c2"), message("e3", "c3"), message("e4", "c4"));

        assertThat(engine.handedTo("crm")).hasSize(3);
        assertThat(engine.column("select count(*) from run where rung_at is null"))
                .containsExactly("1");
    }

    @Test
    void ringsForALaterEventOfASubjectOnlyWhenTheEarlierOneHasEnded() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        engine.take(message("e3", "c2"));
        assertThat(engine.rung).as("e1 and e3 lead their lines").hasSize(2);

        engine.heedBells();

        assertThat(engine.executed)
                .containsExactlyInAnyOrder("call of e1 attempt 1", "call of e3 attempt 1", "call of e2 attempt 1")
                .containsSubsequence("call of e1 attempt 1", "call of e2 attempt 1");
    }

    @Test
    void letsRunsOfAnUnorderedWorkflowGoSideBySide() {
        engine.starting("notify", Workflow.Ordering.NONE, Duration.ZERO, "call");

        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));

        assertThat(engine.rung).hasSize(2);
    }

    @Test
    void ringsAheadForAShortDelayAndLeavesALongOneToTheSweep() {
        engine.starting("soon", Workflow.Ordering.SUBJECT, Duration.ofSeconds(60), "call")
                .starting("later", Workflow.Ordering.SUBJECT, Duration.ofSeconds(61), "call");
        engine.take(message("e1", "c1"));
        assertThat(engine.rung).extracting(Ring::delay).containsExactly(Duration.ofSeconds(60));

        engine.clock.advance(Duration.ofSeconds(5));
        engine.sweeper.sweep(false);

        assertThat(engine.rung).extracting(Ring::delay).contains(Duration.ofSeconds(56));
    }

    @Test
    void handsAnEventToASubscriberThatIsThereAndKeepsItForOneThatIsNot() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.desk.hear(List.of(new SubscriberReport.Present("ledger")));
        engine.desk.hear(List.of(new SubscriberReport.Absent("ledger")));

        engine.take(message("e1", "c1"));

        assertThat(engine.handedTo("crm")).hasSize(1);
        assertThat(engine.handedTo("ledger")).isEmpty();
        assertThat(engine.column("select target from run order by target")).containsExactly("crm", "ledger");
    }
}
