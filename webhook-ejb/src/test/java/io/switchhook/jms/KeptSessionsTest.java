package io.switchhook.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import org.junit.jupiter.api.Test;

class KeptSessionsTest {
    private final FakeBroker broker = new FakeBroker();
    private final KeptSessions sessions = new KeptSessions(broker.factory());

    @Test
    void aSessionIsKept() {
        sessions.plainly(session -> {});
        sessions.plainly(session -> {});

        assertThat(broker.opened).hasValue(1);
        assertThat(broker.closed).hasValue(0);
    }

    @Test
    void whatTheProviderThrowsUncheckedIsABrokersFailureAndLosesNoConnection() {
        RuntimeException own = new IllegalArgumentException("interrupted, as the provider says it");

        assertThatThrownBy(() -> sessions.plainly(session -> {
                    throw own;
                }))
                .isInstanceOf(JMSRuntimeException.class)
                .hasCause(own);
        assertThat(broker.closed).hasValue(1);
    }

    @Test
    void theFailureIsNotHiddenByThatOfTheClosing() {
        broker.closeFails = true;
        RuntimeException own = new IllegalArgumentException("the first");

        assertThatThrownBy(() -> sessions.plainly(session -> {
                    throw own;
                }))
                .hasCause(own);
    }

    @Test
    void anInterruptedThreadStillClosesAndStaysInterrupted() {
        assertThatThrownBy(() -> sessions.plainly(session -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalArgumentException("interrupted, as the provider says it");
                }))
                .isInstanceOf(JMSRuntimeException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(broker.closedWhileInterrupted).hasValue(0);
        assertThat(broker.closed).hasValue(1);
    }

    @Test
    void aRefusalByABrokerThatAnswersLeavesIdleSessionsOpen() {
        sessions.inTransaction(session -> {});

        assertThatThrownBy(() -> sessions.plainly(KeptSessionsTest::full)).isInstanceOf(BrokerRefuses.class);
        sessions.inTransaction(session -> {});

        assertThat(broker.closed).hasValue(1);
        assertThat(broker.opened).hasValue(2);
    }

    @Test
    void aFailureOfABrokerThatDoesNotAnswerClosesIdleSessionsToo() {
        sessions.inTransaction(session -> {});
        broker.answers = false;

        assertThatThrownBy(() -> sessions.plainly(KeptSessionsTest::full))
                .isInstanceOf(JMSRuntimeException.class)
                .isNotInstanceOf(BrokerRefuses.class);

        assertThat(broker.opened).hasValue(2);
        assertThat(broker.closed).hasValue(2);
    }

    private static void full(KeptSession session) throws JMSException {
        throw new JMSException("Address is full");
    }
}
