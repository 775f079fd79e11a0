package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.identity.RepeatWindow;
import io.switchhook.inbound.InboundMessage;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InboundRepeatsTest {
    private final EngineFixture engine = new EngineFixture();

    /** The edge between two stretches of {@link #WINDOW}. */
    private static final Instant EDGE = Instant.parse("2026-11-21T08:00:00Z");

    private static final RepeatWindow WINDOW = new RepeatWindow("content", Duration.ofMinutes(1));

    private static InboundMessage unnamed(Instant receivedAt) {
        return EngineFixture.unnamed(WINDOW, receivedAt);
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

        engine.take(message("e1", "c1"), "ID:1");

        assertThat(engine.column("select duplicates from event")).containsExactly("0");
    }

    @Test
    void countsASendersRepeatOnceThoughTheBrokerBringsItTwice() {
        engine.take(message("e1", "c1"), "ID:1");

        engine.take(message("e1", "c1"), "ID:2");
        engine.take(message("e1", "c1"), "ID:2");
        assertThat(engine.column("select duplicates from event")).containsExactly("1");

        engine.take(message("e1", "c1"), "ID:3");
        assertThat(engine.column("select duplicates from event")).containsExactly("2");
    }

    @Test
    void aRepeatInTheSameBreathIsADuplicate() {
        engine.starting("notify", "call");

        engine.take(message("e1", "c1"), message("e2", "c1"), message("e1", "c1"));

        assertThat(engine.column("select concat(id, ' ', duplicates, ' ', state) from event order by seq"))
                .containsExactly("e1 1 routed", "e2 0 routed");
        assertThat(engine.column("select id from run")).hasSize(2);
    }

    @Test
    void whatRepeatsAnEventUnderAnotherIdIsCountedAndNothingElse() {
        engine.starting("notify", "call");
        engine.take(unnamed(EDGE.minusSeconds(1)));
        engine.heedBells();

        engine.take(unnamed(EDGE.plusSeconds(1)), "ID:repeat");
        engine.take(unnamed(EDGE.plusSeconds(1)), "ID:repeat");

        assertThat(engine.column("select concat(duplicates, ' ', state) from event"))
                .as("the broker's redelivery of the repeat is not counted")
                .containsExactly("1 routed");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void whatRepeatsAnEventUnderAnotherIdDoesNotGoOnWhereThatOneWasLeft() {
        engine.starting("notify", "call");
        engine.take(unnamed(EDGE.minusSeconds(1)));
        engine.rung.clear();

        engine.take(unnamed(EDGE.plusSeconds(1)));

        assertThat(engine.column("select concat(duplicates, ' ', state) from event"))
                .containsExactly("1 routed");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void whatRepeatsAnEventUnderAnotherIdInTheSameBreathIsCounted() {
        engine.starting("notify", "call");

        engine.take(
                unnamed(EDGE.minusSeconds(1)),
                message("e1", "c1"),
                unnamed(EDGE.plusSeconds(1)),
                unnamed(EDGE.minusSeconds(2)),
                unnamed(EDGE.plusSeconds(2)));

        assertThat(engine.column("select concat(duplicates, ' ', state) from event order by seq"))
                .containsExactly("3 routed", "0 routed");
        assertThat(engine.column("select id from run")).hasSize(2);
        assertThat(engine.rung).hasSize(2);
    }

    @Test
    void whatWasReceivedLaterAndComesFirstIsTheOneThatIsRepeated() {
        engine.take(unnamed(EDGE.plusSeconds(1)), unnamed(EDGE.minusSeconds(1)));

        assertThat(engine.column("select concat(id, ' ', duplicates) from event"))
                .containsExactly(WINDOW.id(EDGE) + " 1");
    }

    @Test
    void whatComesAfterTheWindowIsNewThoughARepeatInsideItHadItsId() {
        engine.take(unnamed(EDGE.minusSeconds(1)), unnamed(EDGE.plusSeconds(1)), unnamed(EDGE.plusSeconds(59)));

        assertThat(engine.column("select duplicates from event order by seq")).containsExactly("1", "0");

        engine.take(unnamed(EDGE.plusSeconds(59)));

        assertThat(engine.column("select duplicates from event order by seq")).containsExactly("1", "1");
    }

    @Test
    void otherContentIsNoRepeat() {
        RepeatWindow other = new RepeatWindow("other", WINDOW.length());

        engine.take(unnamed(EDGE.minusSeconds(1)), EngineFixture.unnamed(other, EDGE.plusSeconds(1)));
        engine.take(EngineFixture.unnamed(new RepeatWindow("third", WINDOW.length()), EDGE.plusSeconds(1)));

        assertThat(engine.column("select duplicates from event")).containsExactly("0", "0", "0");
    }
}
