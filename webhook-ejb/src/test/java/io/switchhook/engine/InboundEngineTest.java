package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.SubscriberReport;
import java.util.List;
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
    void goesOnAfterDyingBeforeTheBellsAreRung() {
        engine.starting("notify", "call");
        engine.whenRinging = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> engine.take(message("e1", "c1"))).isInstanceOf(Death.class);
        engine.whenRinging = () -> {};

        engine.take(message("e1", "c1"), "ID:1");

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.column("select id from run")).hasSize(1);
        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void goesOnAfterDyingBeforeTheMessageIsAcknowledged() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.heedBells();

        engine.take(message("e1", "c1"), "ID:1");
        engine.heedBells();

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.executed).containsExactly("call of e1 attempt 1");
    }

    @Test
    void goesOnAfterDyingThoughTheSenderHasRepeatedTheEventMeanwhile() {
        engine.starting("notify", "call");
        engine.whenRinging = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> engine.take(message("e1", "c1"), message("e1", "c1")))
                .isInstanceOf(Death.class);
        engine.whenRinging = () -> {};

        engine.take(message("e1", "c1"), "ID:1");
        engine.take(message("e1", "c1"), "ID:2");

        assertThat(engine.rung).hasSize(1);
        assertThat(engine.column("select duplicates from event")).containsExactly("1");
    }

    @Test
    void aDeliveryWhoseBellDiedWithUsIsHandedOutWhenItsSubscriberIsThereAgain() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.whenRinging = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> engine.take(message("e1", "c1"))).isInstanceOf(Death.class);
        engine.whenRinging = () -> {};
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));

        engine.take(message("e1", "c1"), "ID:1");
        assertThat(engine.handedTo("crm")).isEmpty();

        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        assertThat(engine.handedTo("crm")).hasSize(1);
    }
}
