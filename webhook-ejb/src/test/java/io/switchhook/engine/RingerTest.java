package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.jms.BrokerRefuses;
import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import jakarta.jms.JMSException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingerTest {
    private final EngineFixture engine = new EngineFixture();

    /** Or two who ring for the same runs would each hold what the other waits for, until the lock times out. */
    @Test
    void locksRowsInOneOrderInWhateverOrderTheyAreGiven() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c2"));
        engine.take(message("e3", "c3"));
        List<Long> runs = engine.column("select id from run order by id").stream()
                .map(Long::valueOf)
                .toList();

        engine.ringer.takeAndRing(List.of(bell(runs.get(1)), bell(runs.get(2)), bell(runs.get(0))));

        assertThat(engine.rung).extracting(Ring::run).containsExactlyElementsOf(runs);
    }

    @Test
    void aBrokerThatIsFullHoldsNoEventUpAndItsDeliveriesAreHandedOutWhenThereIsRoom() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.whenRinging = () -> {
            throw new BrokerRefuses(new JMSException("The address is full"));
        };

        engine.take(message("e1", "c1"));

        assertThat(engine.column("select count(*) from event")).containsExactly("1");
        assertThat(engine.column("select status from run where rung_at is null"))
                .containsExactly("waiting");
        engine.sweeper.sweep(false);
        assertThat(engine.column("select status from run where rung_at is null"))
                .as("still full")
                .containsExactly("waiting");
        assertThat(engine.rung).isEmpty();
        engine.whenRinging = () -> {};
        engine.sweeper.sweep(false);
        assertThat(engine.rung).hasSize(1);
    }

    private Bell bell(long run) {
        return new Bell(run, RunKind.SUBSCRIBER, "crm", 0, engine.clock.instant());
    }
}
