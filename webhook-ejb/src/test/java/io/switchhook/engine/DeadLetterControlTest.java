package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.Settings;
import io.switchhook.engine.DeadLetterControl.Order;
import io.switchhook.engine.DeadLetterControl.Progress;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.query.DeadLetterFilter;
import io.switchhook.query.DeadLetters;
import io.switchhook.store.DeadLetterRows;
import io.switchhook.workflow.StepResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DeadLetterControlTest {
    private static final DeadLetterFilter OF_C1 = new DeadLetterFilter(
            Optional.of("workflow"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("c1"),
            Optional.empty(),
            Optional.empty());

    private final EngineFixture engine = new EngineFixture().starting("notify", "call");
    private final List<InboundMessage> returned = new ArrayList<>();
    private Consumer<List<InboundMessage>> broker = returned::addAll;
    private final DeadLetterControl control = new DeadLetterControl(
            engine.jdbi,
            new DeadLetters(engine.jdbi, Settings.of(Map.of())),
            new RunControl(engine.jdbi, engine.rules, engine.ringer, engine.workers, engine.claims, engine.clock),
            messages -> broker.accept(messages),
            engine.clock);

    private void fail(String... events) {
        engine.target = (step, context) -> new StepResult.Failed("", "no", false, Optional.empty());
        for (String event : events) {
            engine.take(message(event, event.startsWith("b") ? "c2" : "c1"));
        }
        engine.heedBells();
        engine.executed.clear();
    }

    private List<String> letters() {
        return engine.column("select event_id from dead_letter order by id");
    }

    private long letter(String event) {
        return Long.parseLong(engine.column("select id from dead_letter where event_id = '" + event + "'")
                .get(0));
    }

    private void lose(String id, String text) {
        engine.jdbi.useHandle(handle -> DeadLetterRows.insertMessage(
                handle, id, text, "because", 5, engine.clock.instant(), engine.clock.instant()));
    }

    @Test
    void retriesAllThatPassTheFilterInTheOrderOfTheirEvents() {
        fail("a1", "a2", "a3", "b1");
        engine.target = (step, context) -> EngineFixture.done();

        Optional<Progress> progress = control.all(Order.RETRY, OF_C1, 3, "admin");
        engine.heedBells();

        assertThat(progress).contains(new Progress(3, Map.of(), 0));
        assertThat(letters()).containsExactly("b1");
        assertThat(engine.executed)
                .containsExactly("call of a1 attempt 1", "call of a2 attempt 1", "call of a3 attempt 1");
    }

    @Test
    void refusesWhereMoreHaveComeThanWereCounted() {
        fail("a1", "a2");

        assertThat(control.all(Order.DISCARD, OF_C1, 1, "admin")).isEmpty();
        assertThat(letters()).containsExactly("a1", "a2");
    }

    @Test
    void theSameOrderAgainFindsNothingToDo() {
        fail("a1");
        control.all(Order.DISCARD, OF_C1, 1, "admin");

        assertThat(control.all(Order.DISCARD, OF_C1, 1, "admin")).contains(new Progress(0, Map.of(), 0));
        assertThat(letters()).isEmpty();
    }

    @Test
    void whatFailsAgainAtOnceIsNotRetriedAgainByTheSameOrder() {
        fail("a1", "a2");
        engine.whenRinging = engine::heedBells;

        Optional<Progress> progress = control.all(Order.RETRY, DeadLetterFilter.ALL, 2, "admin");
        engine.heedBells();

        assertThat(progress).contains(new Progress(2, Map.of(), 0));
        assertThat(letters()).containsExactly("a1", "a2");
    }

    @Test
    void tellsHowFarItCameWhenThereIsTooMuchForOneRequest() {
        for (int i = 0; i < 250; i++) {
            lose("m" + i, message("m" + i, "c").toText());
        }
        broker = messages -> engine.clock.advance(DeadLetterControl.LONGEST);

        assertThat(control.all(Order.RETRY, DeadLetterFilter.ALL, 250, "admin"))
                .contains(new Progress(100, Map.of(), 150));
        assertThat(letters()).hasSize(150);
    }

    @Test
    void aMessageGoesBackToWhereItCameFrom() {
        InboundMessage lost = message("m1", "c1");
        lose("ID:1", lost.toText());

        assertThat(control.one(Order.RETRY, letter("ID:1"), "admin")).isEqualTo(new Ordered.Done());

        assertThat(returned).containsExactly(lost);
        assertThat(letters()).isEmpty();
    }

    @Test
    void aMessageThatTheBrokerDoesNotTakeStaysADeadLetter() {
        lose("ID:1", message("m1", "c1").toText());
        broker = messages -> {
            throw new IllegalStateException("away");
        };

        assertThatThrownBy(() -> control.one(Order.RETRY, letter("ID:1"), "admin"))
                .hasMessage("away");

        assertThat(letters()).containsExactly("ID:1");
    }

    @Test
    void aMessageThatIsNoneIsRefusedAndCanBeDiscarded() {
        lose("ID:1", "not text");

        Ordered retried = control.one(Order.RETRY, letter("ID:1"), "admin");

        assertThat(retried).isEqualTo(new Ordered.Refused("The message cannot be read as an event."));
        assertThat(control.one(Order.DISCARD, letter("ID:1"), "admin")).isEqualTo(new Ordered.Done());
        assertThat(control.one(Order.DISCARD, 4711, "admin")).isEqualTo(new Ordered.Unknown());
    }

    @Test
    void tellsWhyHowManyCannotBeRetried() {
        fail("a1", "a2");
        engine.starts.clear();

        assertThat(control.all(Order.RETRY, OF_C1, 2, "admin"))
                .contains(new Progress(0, Map.of("workflow notify is not there any more.", 2), 0));
        assertThat(letters()).containsExactly("a1", "a2");
    }
}
