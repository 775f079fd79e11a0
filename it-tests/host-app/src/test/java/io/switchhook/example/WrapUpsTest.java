package io.switchhook.example;

import static io.switchhook.testkit.GivenEvent.agent;
import static io.switchhook.testkit.GivenEvent.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.testkit.GivenEvent;
import io.switchhook.testkit.HostApplication;
import io.switchhook.testkit.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WrapUpsTest {
    private static final GivenEvent WRAPPED_UP = conversation("c-1")
            .topic("v2.detail.events.conversation.{id}.acw")
            .source("cloud")
            .data("{\"conversationId\":\"c-1\",\"wrapupCode\":\"sold\"}");

    private final HostApplication application = HostApplication.of(WrapUps.class, Ledger.class);
    private final Ledger ledger = application.get(Ledger.class);

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void booksAnEventThatComesTwiceOnce() {
        application.deliver(WRAPPED_UP);
        application.deliver(WRAPPED_UP);

        assertThat(ledger.entries()).containsExactly("c-1 sold");
    }

    @Test
    void letsTheEventComeAgainWhileTheLedgerIsClosed() {
        ledger.close();

        assertThat(application.attempt(WRAPPED_UP)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void notesWhatAgentsOfTheDeskDo() {
        application.deliver(agent("s-1")
                .topic("agent.status-changed")
                .source("desk")
                .data("{\"Username\":\"ann\",\"ActivityName\":\"Break\"}"));

        assertThat(ledger.entries()).containsExactly("ann Break");
    }

    @Test
    void getsNothingFromElsewhere() {
        assertThat(application.attempt(WRAPPED_UP.source("elsewhere"))).isEqualTo(new Outcome.NotWanted());
    }
}
