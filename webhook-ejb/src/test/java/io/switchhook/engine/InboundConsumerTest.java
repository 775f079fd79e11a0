package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.inbound.InboundMessage;
import io.switchhook.jms.Taken;
import jakarta.jms.JMSRuntimeException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundConsumerTest {
    private static final int ATTEMPTS = 3;

    private final EngineFixture engine = new EngineFixture().starting("notify", "call");
    private final InboundConsumer consumer = consumer(engine.outages);

    private InboundConsumer consumer(Outages outages) {
        return new InboundConsumer(
                engine.inbound, new InboundTurn(), outages, engine.jdbi, engine.clock, () -> ATTEMPTS);
    }

    @Test
    void anUnreadableMessageIsOneDeadLetterAfterTheAttemptsSet() {
        consumer.consume("ID:7", "{\"event\":");

        assertThat(engine.column(
                        "select kind || ' ' || event_id || ' ' || attempts || ' ' || payload from dead_letter"))
                .containsExactly("event ID:7 3 {\"event\":");
        assertThat(engine.waited).as("a wait between two attempts").hasSize(ATTEMPTS - 1);
    }

    @Test
    void aMessageWithoutTextIsADeadLetterTooAndDoesNotBlockItsQueue() {
        consumer.consume(List.of(new Taken("ID:9", Optional.empty(), "a map message")));

        assertThat(engine.column("select concat(event_id, ' ', payload) from dead_letter"))
                .containsExactly("ID:9 a map message");
    }

    @Test
    void theMessageBehindAnUnreadableOneIsStored() {
        consumer.consume("ID:7", "not JSON");
        consumer.consume("ID:8", text("e1"));

        assertThat(engine.column("select id || ' ' || state from event")).containsExactly("e1 routed");
        assertThat(engine.column("select event_id from dead_letter")).containsExactly("ID:7");
    }

    @Test
    void whatComesTogetherIsStoredTogether() {
        consumer.consume(List.of(
                taken("ID:1", text("e1")),
                taken("ID:2", InboundMessage.PROBE),
                taken("ID:3", message("e2", "c2").toText())));

        assertThat(engine.column("select id || ' ' || state from event order by seq"))
                .containsExactly("e1 routed", "e2 routed");
        assertThat(engine.together).containsExactly(2);
    }

    @Test
    void whatOneMessageBringsIsStoredTogetherAndKnownAgainOneByOne() {
        Taken message = taken("ID:1", text("e1") + "\n" + message("e2", "c2").toText());

        consumer.consume(List.of(message));
        consumer.consume(List.of(message));

        assertThat(engine.column("select concat(id, ' ', message, ' ', duplicates) from event order by seq"))
                .containsExactly("e1 ID:1#0 0", "e2 ID:1#1 0");
        assertThat(engine.column("select id from run")).hasSize(2);
    }

    @Test
    void theImpossibleOneOfAMessageIsADeadLetterAndTheOthersAreStored() {
        consumer.consume(List.of(taken("ID:1", text("e1") + "\nnot JSON\n" + text("e2"))));

        assertThat(engine.column("select id from event order by seq")).containsExactly("e1", "e2");
        assertThat(engine.column("select event_id || ' ' || payload from dead_letter"))
                .containsExactly("ID:1#1 not JSON");
    }

    @Test
    void onlyTheImpossibleOneOfManyIsADeadLetterAndTheOthersKeepTheirOrder() {
        consumer.consume(List.of(
                taken("ID:1", text("e1")),
                taken("ID:2", "not JSON"),
                new Taken("ID:3", Optional.empty(), "a map message"),
                taken("ID:4", text("e2"))));

        assertThat(engine.column("select id || ' ' || state from event order by seq"))
                .containsExactly("e1 routed", "e2 routed");
        assertThat(engine.column("select event_id || ' ' || attempts from dead_letter order by id"))
                .containsExactly("ID:2 3", "ID:3 1");
    }

    @Test
    void manyThatAStoreInTroubleFailedAreStoredTogetherWhenItIsBack() {
        storeFails(20, "08006");

        consumer.consume(List.of(
                taken("ID:1", text("e1")), taken("ID:2", message("e2", "c2").toText())));

        assertThat(engine.column("select id || ' ' || state from event order by seq"))
                .containsExactly("e1 routed", "e2 routed");
        assertThat(engine.together).containsExactly(2);
    }

    private static Taken taken(String id, String text) {
        return new Taken(id, Optional.of(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01"})
    void aStoreThatIsAwayCostsNoAttempt(String sqlState) {
        storeFails(20, sqlState);

        consumer.consume("ID:1", text("e1"));

        assertStoredAndRung();
        assertThat(engine.waited).hasSize(20);
    }

    @Test
    void aBrokerThatTakesNoBellsCostsNoAttempt() {
        AtomicInteger away = new AtomicInteger(20);
        engine.whenRinging = () -> {
            if (away.getAndDecrement() > 0) {
                throw new JMSRuntimeException("AMQ219016: Connection failure detected");
            }
        };

        consumer.consume("ID:1", text("e1"));

        assertStoredAndRung();
        assertThat(engine.column("select duplicates from event")).containsExactly("0");
        assertThat(engine.waited).hasSize(20);
    }

    @Test
    void theDeadLetterIsKeptThoughTheStoreIsAwayWhenItIsDue() {
        storeFails(20, "08006");

        consumer.consume("ID:7", "not JSON");

        assertThat(engine.column("select event_id from dead_letter")).containsExactly("ID:7");
    }

    @Test
    void aDeadLetterThatTheStoreRefusesIsKeptInPlainAscii() {
        storeFails(1, "22021");

        consumer.consume("ID:7", "not JSON: Zo\u00eb \0");
        consumer.consume("ID:8", text("e1"));

        assertThat(engine.column("select concat(event_id, ' ', attempts, ' ', payload, ' ', reason) from dead_letter"))
                .containsExactly("ID:7 3 not JSON: Zo\\u00eb \\u0000 see the log: SWH2004");
        assertThat(engine.column("select id from event")).containsExactly("e1");
    }

    @Test
    void aStoreThatRefusesPlainAsciiTooIsWaitedFor() {
        storeFails(20, "22021");

        consumer.consume("ID:7", "not JSON");

        assertThat(engine.column("select event_id from dead_letter")).containsExactly("ID:7");
        assertThat(engine.waited).hasSize(ATTEMPTS - 1 + 19);
    }

    @Test
    void aStopDuringAnOutageLeavesTheMessageToComeAgain() {
        engine.whenRinging = () -> {
            engine.outages.stop();
            throw new JMSRuntimeException("AMQ219018: Producer is closed");
        };

        assertThatThrownBy(() -> consumer.consume("ID:1", text("e1"))).isInstanceOf(Outages.Stopping.class);

        engine.whenRinging = () -> {};
        InboundConsumer afterTheStart = consumer(new Outages());
        afterTheStart.consume("ID:1", text("e1"));
        assertStoredAndRung();
    }

    @Test
    void nothingOvertakesWhatWasGivenBackAtAStop() {
        engine.whenRinging = () -> {
            engine.outages.stop();
            throw new JMSRuntimeException("AMQ219018: Producer is closed");
        };
        assertThatThrownBy(() -> consumer.consume("ID:1", text("e1"))).isInstanceOf(Outages.Stopping.class);
        engine.whenRinging = () -> {};

        assertThatThrownBy(() -> consumer.consume("ID:2", text("e2"))).isInstanceOf(Outages.Stopping.class);

        assertThat(engine.column("select id from event")).containsExactly("e1");
    }

    @Test
    void aStopBetweenAttemptsBuriesNothing() {
        engine.outages.stop();

        assertThatThrownBy(() -> consumer.consume("ID:7", "not JSON")).isInstanceOf(Outages.Stopping.class);

        assertThat(engine.column("select event_id from dead_letter")).isEmpty();
    }

    private void assertStoredAndRung() {
        assertThat(engine.column("select id || ' ' || state from event")).containsExactly("e1 routed");
        assertThat(engine.rung).hasSize(1);
        assertThat(engine.column("select event_id from dead_letter")).isEmpty();
    }

    private void storeFails(int times, String sqlState) {
        for (int i = 0; i < times; i++) {
            engine.storeFailures.add(new SQLException("the store is away", sqlState));
        }
    }

    private static String text(String id) {
        return message(id, "c1").toText();
    }
}
