package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.workflow.Workflow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InboundEngineTest {
    private final EngineFixture engine = new EngineFixture();

    /** Stands for the death of the process: no handler of ours catches it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void storesAnEventWithItsRunsAndRingsForThem() {
        engine.starting("notify", "call");

        engine.take(message("e1", "c1"));

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.column("select target from run")).containsExactly("notify");
        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void marksAnEventNobodyIsInterestedInRoutedAtOnce() {
        engine.take(message("e1", "c1"));

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void countsASecondComingAsDuplicateAndStartsNothing() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.heedBells();

        engine.take(message("e1", "c1"));

        assertThat(engine.column("select duplicates from event")).containsExactly("1");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void doesNotCountTheBrokersRedeliveryAsDuplicate() {
        engine.take(message("e1", "c1"));

        engine.inbound.process(message("e1", "c1"), "ID:1");

        assertThat(engine.column("select duplicates from event")).containsExactly("0");
    }

    @Test
    void countsASendersRepeatOnceThoughTheBrokerBringsItTwice() {
        engine.inbound.process(message("e1", "c1"), "ID:1");

        engine.inbound.process(message("e1", "c1"), "ID:2");
        engine.inbound.process(message("e1", "c1"), "ID:2");
        assertThat(engine.column("select duplicates from event")).containsExactly("1");

        engine.inbound.process(message("e1", "c1"), "ID:3");
        assertThat(engine.column("select duplicates from event")).containsExactly("2");
    }

    @Test
    void goesOnAfterDyingBeforeTheBellsAreRung() {
        engine.starting("notify", "call");
        engine.whenRinging = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> engine.take(message("e1", "c1"))).isInstanceOf(Death.class);
        assertThat(engine.column("select state from event")).containsExactly("accepted");
        engine.whenRinging = () -> {};

        engine.inbound.process(message("e1", "c1"), "ID:1");

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.column("select id from run")).hasSize(1);
        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void goesOnAfterDyingBeforeTheEventIsMarkedRouted() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.jdbi.useHandle(handle -> handle.execute("update event set state = 'accepted'"));
        engine.heedBells();

        engine.inbound.process(message("e1", "c1"), "ID:1");
        engine.heedBells();

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.executed).containsExactly("call of e1 attempt 1");
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
        engine.desk.hear(new SubscriberReport.Present("crm"));
        engine.desk.hear(new SubscriberReport.Present("ledger"));
        engine.desk.hear(new SubscriberReport.Absent("ledger"));

        engine.take(message("e1", "c1"));

        assertThat(engine.handedTo("crm")).hasSize(1);
        assertThat(engine.handedTo("ledger")).isEmpty();
        assertThat(engine.column("select target from run order by target")).containsExactly("crm", "ledger");
    }

    @Test
    void aDeliveryWhoseBellDiedWithUsIsHandedOutWhenItsSubscriberIsThereAgain() {
        engine.desk.hear(new SubscriberReport.Present("crm"));
        engine.whenRinging = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> engine.take(message("e1", "c1"))).isInstanceOf(Death.class);
        engine.whenRinging = () -> {};
        engine.desk.hear(new SubscriberReport.Absent("crm"));

        engine.inbound.process(message("e1", "c1"), "ID:1");
        assertThat(engine.handedTo("crm")).isEmpty();

        engine.desk.hear(new SubscriberReport.Present("crm"));
        assertThat(engine.handedTo("crm")).hasSize(1);
    }
}
