package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.done;
import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.LogLines;
import io.switchhook.announcement.Announcer;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.Lineage;
import io.switchhook.config.Settings;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.intake.BrokerUnavailable;
import io.switchhook.ownevent.LostWork;
import io.switchhook.ownevent.OwnEvents;
import io.switchhook.store.LostWorkRows;
import io.switchhook.tuning.Tuning;
import io.switchhook.workflow.ScreenPop;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnEventsTest {
    private final EngineFixture engine = new EngineFixture().starting("notify", "call");
    private final List<EventRecord> sent = new ArrayList<>();
    private boolean away;
    private final Announcer announcer = announcer();

    /** As after another start. */
    private Announcer announcer() {
        return new Announcer(engine.jdbi, this::put, new Tuning(Settings.of(Map.of())), engine.clock);
    }

    private void put(List<InboundMessage> messages) {
        if (away) {
            throw new BrokerUnavailable("gone", null);
        }
        messages.forEach(
                message -> sent.add(InboundMessage.fromText(message.toText()).event()));
    }

    private static StepResult hopeless() {
        return new StepResult.Failed("http://t:1", "404 Not Found", false, Optional.empty());
    }

    private void takeWhatWasSent() {
        List<EventRecord> events = List.copyOf(sent);
        sent.clear();
        events.forEach(event -> engine.take(OwnEvents.message(event)));
        engine.heedBells();
    }

    private void loseWorkOf(InboundMessage message) {
        engine.target = (step, context) -> hopeless();
        engine.take(message);
        engine.heedBells();
    }

    @Test
    void aDeadLetterIsToldOnceWithAllThatIsKnownOfIt() {
        loseWorkOf(message("e1", "c1"));

        announcer.round();
        announcer.round();

        EventRecord event = sent.get(0);
        assertThat(sent).hasSize(1);
        assertThat(event.topic()).isEqualTo("switchhook.dead-letter");
        assertThat(event.source()).isEqualTo("switchhook");
        assertThat(event.subject()).isEqualTo("c1");
        assertThat(event.lineage()).isEqualTo(new Lineage(1, "e1"));
        JsonObject data = event.data();
        assertThat(data.getString("kind")).isEqualTo("workflow");
        assertThat(data.getString("target")).isEqualTo("notify");
        assertThat(data.getString("step")).isEqualTo("call");
        assertThat(data.getString("address")).isEqualTo("http://t:1");
        assertThat(data.getString("reason")).startsWith("404 Not Found");
        assertThat(data.getInt("attempts")).isEqualTo(1);
        assertThat(data.getString("eventId")).isEqualTo("e1");
        assertThat(data.getString("topic")).isEqualTo("interaction.started");
        assertThat(data.getString("subject")).isEqualTo("c1");
        assertThat(engine.column("select id from run")).contains(String.valueOf(data.getInt("run")));
    }

    @Test
    void whatWasSentBeforeTheProcessDiedIsSentAgainUnderTheSameIdAndStoredOnce() {
        loseWorkOf(message("e1", "c1"));
        announcer.round();
        engine.jdbi.useHandle(handle -> handle.execute("update dead_letter set announced_at = null"));

        announcer().round();
        engine.target = (step, context) -> done();
        takeWhatWasSent();

        assertThat(engine.executed).hasSize(2);
        assertThat(engine.column("select duplicates from event where topic = 'switchhook.dead-letter'"))
                .containsExactly("1");
    }

    @Test
    void whileTheBrokerIsAwayNothingIsLost() {
        loseWorkOf(message("e1", "c1"));
        announcer.tell(OwnEvents.targetDown("http://t:1", 5, "one", "one/1", engine.clock.instant()));
        away = true;
        assertThatThrownBy(announcer::round).isInstanceOf(BrokerUnavailable.class);
        assertThatThrownBy(announcer::round).isInstanceOf(BrokerUnavailable.class);
        away = false;

        announcer.round();

        assertThat(sent)
                .extracting(EventRecord::topic)
                .containsExactly("switchhook.target-down", "switchhook.dead-letter");
    }

    @Test
    void anAlertThatFailsRaisesNoAlert() {
        loseWorkOf(message("e1", "c1"));
        announcer.round();
        takeWhatWasSent(); // fails as well
        assertThat(engine.column("select topic from dead_letter order by id"))
                .containsExactly("interaction.started", "switchhook.dead-letter");

        try (LogLines log = new LogLines(Announcer.class)) {
            announcer.round();
            announcer.round();

            assertThat(sent).isEmpty();
            assertThat(log.lines()).singleElement().asString().startsWith("SWH2201 No event tells of dead letter 2");
        }
        List<LostWork> untold = engine.jdbi.withHandle(handle -> LostWorkRows.untold(handle, 10));
        assertThat(untold).isEmpty();
    }

    @Test
    void aDeadLetterAtTheEndOfALongChainIsToldNoMore() {
        loseWorkOf(new InboundMessage(emitted(new Lineage(10, "e0")), JsonValue.EMPTY_JSON_OBJECT));

        announcer.round();

        assertThat(sent).isEmpty();
    }

    @Test
    void moreThanOnePortionIsToldInOneRound() {
        engine.target = (step, context) -> hopeless();
        IntStream.range(0, 150).forEach(i -> engine.take(message("e" + i, "c" + i)));
        engine.heedBells();

        announcer.round();

        assertThat(sent)
                .extracting(EventRecord::subject)
                .doesNotHaveDuplicates()
                .hasSize(150);
    }

    @Test
    void noticesThatFindNoRoomAreCounted() {
        try (LogLines log = new LogLines(Announcer.class)) {
            IntStream.range(0, 1_003)
                    .forEach(i -> announcer.tell(
                            OwnEvents.targetUp("http://t:" + i, "one", "one/1", engine.clock.instant())));

            announcer.round();

            assertThat(sent).hasSize(1_000);
            assertThat(log.lines()).singleElement().asString().startsWith("SWH2203 3 events");
        }
    }

    @Test
    void aMessageOfAnEarlierVersionHasNoLineage() {
        String older = message("e1", "c1").toText();

        assertThat(older).doesNotContain("depth").doesNotContain("cause");
        assertThat(InboundMessage.fromText(older).event().lineage()).isEqualTo(Lineage.NONE);
    }

    @Test
    void theDepthOfAnEventIsThatOfItsRuns() {
        List<Lineage> seen = new ArrayList<>();
        engine.target = (step, context) -> {
            seen.add(context.event().lineage());
            return done();
        };

        engine.take(new InboundMessage(emitted(new Lineage(3, "e0")), JsonValue.EMPTY_JSON_OBJECT));
        engine.heedBells();

        assertThat(seen).containsExactly(new Lineage(3, "e0"));
    }

    @Test
    void aScreenPopIsWrittenWithTheRecordThatItsStepIsDone() {
        engine.target = (step, context) ->
                StepResult.Done.of("for anna", new ScreenPop("anna", "https://crm.example.com/7", "Who", "new-tab"));

        engine.take(message("e1", "c1"));
        engine.heedBells();

        assertThat(engine.column("select concat(agent, ' ', url, ' ', event_id, ' ', subject) from screen_pop"))
                .containsExactly("anna https://crm.example.com/7 e1 c1");
    }

    private EventRecord emitted(Lineage lineage) {
        Instant now = engine.clock.instant();
        EventRecord plain = message("e1", "c1").event();
        return new EventRecord(
                plain.id(), plain.kind(), "switchhook", "call.wrapped-up", "c1", now, now, "", plain.data(), lineage);
    }
}
