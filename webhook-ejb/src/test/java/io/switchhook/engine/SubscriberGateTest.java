package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubscriberGateTest {
    private final EngineFixture engine = new EngineFixture();
    private final SubscriberGate gate = new SubscriberGate(() -> 2000, engine.pauses, engine.clock);

    @Test
    void longEventsTakeMoreOfTheWindowAndShortOnesNoMoreThanTheirPlace() {
        gate.opened("crm");
        assertThat(gate.room("crm")).isEqualTo(2000);

        publish(100, 100_000);
        assertThat(gate.room("crm")).as("320 of such, less the 100").isEqualTo(220);
        assertThat(gate.admits("crm")).isTrue();

        publish(100, 1_000);
        assertThat(gate.room("crm")).isEqualTo(1800);
    }

    @Test
    void eventsThatAreLongerThanAllTogetherMayBeGoOneByOne() {
        gate.opened("crm");
        publish(100, 40_000_000);
        assertThat(gate.room("crm")).isZero();

        for (int i = 0; i < 100; i++) {
            gate.answered("crm");
        }

        assertThat(gate.room("crm")).isEqualTo(1);
        assertThat(gate.drained("crm")).as("nothing was held back").isFalse();
        gate.heldBack("crm");
        assertThat(gate.drained("crm")).isTrue();
    }

    private void publish(int events, int characters) {
        for (int i = 0; i < events; i++) {
            gate.published("crm", characters);
        }
    }
}
