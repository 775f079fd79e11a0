package io.switchhook.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.LogLines;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.api.wire.Lineage;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.intake.BrokerUnavailable;
import io.switchhook.store.Database;
import io.switchhook.store.EventRows;
import io.switchhook.store.TestStore;
import io.switchhook.template.Templates;
import io.switchhook.workflow.EmitEventStep;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class EmitEventExecutionTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    private final List<EventRecord> sent = new ArrayList<>();
    private final Jdbi jdbi = store();
    private boolean away;
    private final EmitEventExecution emit =
            new EmitEventExecution(new Templates(), this::put, jdbi, () -> 3, Clock.fixed(NOW, ZoneOffset.UTC));

    private static Jdbi store() {
        DataSource memory = TestStore.migrated();
        return Database.on(memory);
    }

    private void put(List<InboundMessage> messages) {
        if (away) {
            throw new BrokerUnavailable("INBOUND takes no events: gone", null);
        }
        messages.forEach(message -> sent.add(message.event()));
    }

    private static EventRecord event(String id, String topic, Lineage lineage) {
        JsonObject data = JsonText.read("{\"agent\": \"an\\\"na\", \"city\": \"Zürich\", \"empty\": \"\"}");
        return new EventRecord(id, EventKind.TASK, "digital", topic, "c1", NOW, NOW, "trace-1", data, lineage);
    }

    private static RunContext run(long id, EventRecord event) {
        return new RunContext(id, event, JsonValue.EMPTY_JSON_OBJECT, 1);
    }

    private static EmitEventStep step(String topic, String subject, String data, String id) {
        return new EmitEventStep(
                StepHead.of("emit"), topic, Optional.ofNullable(subject), JsonText.read(data), Optional.ofNullable(id));
    }

    @Test
    void makesAnEventOfTheRunsSubjectFromTemplates() {
        StepResult result = emit.execute(
                step(
                        "call.{{ city }}",
                        null,
                        "{\"who\": {\"agent\": \"{{ agent }}\"}, \"n\": [1, \"{{ event.id }}\"]}",
                        null),
                run(7, event("e1", "webex.task.ended", Lineage.NONE)));

        EventRecord made = sent.get(0);
        assertThat(result).isInstanceOf(StepResult.Done.class);
        assertThat(made.source()).isEqualTo("switchhook");
        assertThat(made.topic()).isEqualTo("call.Zürich");
        assertThat(made.subject()).isEqualTo("c1");
        assertThat(made.correlationId()).isEqualTo("trace-1");
        assertThat(made.lineage()).isEqualTo(new Lineage(1, "e1"));
        assertThat(made.data()).isEqualTo(JsonText.read("{\"who\":{\"agent\":\"an\\\"na\"},\"n\":[1,\"e1\"]}"));
    }

    @Test
    void theSameStepOfTheSameRunMakesTheSameEvent() {
        RunContext first = run(7, event("e1", "a", Lineage.NONE));
        emit.execute(step("b", "", "{}", null), first);
        emit.execute(step("b", "", "{}", null), first);
        emit.execute(step("b", "", "{}", null), run(8, event("e1", "a", Lineage.NONE)));
        emit.execute(step("b", "", "{}", "{{ empty }}"), first);

        assertThat(sent.get(0).subject()).isEmpty();
        assertThat(sent.get(1).id()).isEqualTo(sent.get(0).id());
        assertThat(sent.get(2).id()).isNotEqualTo(sent.get(0).id());
        assertThat(sent.get(3).id()).isEqualTo(sent.get(0).id());
    }

    @Test
    void anIdOfTheAuthorsMakesOneEventOfSeveralRuns() {
        emit.execute(step("b", null, "{}", "wrap-up {{ event.subject }}"), run(7, event("e1", "a", Lineage.NONE)));
        emit.execute(step("b", null, "{}", "wrap-up {{ event.subject }}"), run(8, event("e2", "a", Lineage.NONE)));

        assertThat(sent.get(1).id()).isEqualTo(sent.get(0).id());
    }

    @Test
    void aLoopIsCutAndNamed() {
        store(event("e1", "call.ended", Lineage.NONE), event("e2", "call.rated", new Lineage(1, "e1")));
        EventRecord third = event("e3", "call.ended", new Lineage(2, "e2"));
        EventRecord fourth = event("e4", "call.rated", new Lineage(3, "e3"));
        store(third, fourth);

        assertThat(emit.execute(step("call.rated", null, "{}", null), run(1, third)))
                .isInstanceOf(StepResult.Done.class);
        try (LogLines log = new LogLines(EmitEventExecution.class)) {
            StepResult.Failed cut =
                    (StepResult.Failed) emit.execute(step("call.ended", null, "{}", null), run(2, fourth));

            assertThat(cut.retryable()).isFalse();
            assertThat(cut.reason())
                    .isEqualTo("the event would be number 4 in a chain of events made because of each other, allowed by"
                            + " switchhook.emit.depth are 3: call.ended > call.rated > call.ended > call.rated >"
                            + " call.ended");
            assertThat(log.lines()).singleElement().asString().startsWith("SWH2204 A loop is cut in run 2: ");
        }
        assertThat(sent).hasSize(1);
    }

    @Test
    void aBrokerThatIsAwayUsesUpNoAttempt() {
        away = true;

        StepResult result = emit.execute(step("b", null, "{}", null), run(7, event("e1", "a", Lineage.NONE)));

        assertThat(result).isInstanceOfSatisfying(StepResult.Later.class, later -> assertThat(later.due())
                .isAfter(NOW));
    }

    @Test
    void whatCannotBeAnEventIsNotTriedAgain() {
        assertThat(reason(step("{{ empty }}", null, "{}", null)))
                .isEqualTo("topic: found nothing, allowed are 1 to 256 characters in one line");
        assertThat(reason(step("a\nb", null, "{}", null))).startsWith("topic: found control characters");
        assertThat(reason(step("b", "\ud800", "{}", null))).startsWith("subject: found control characters or half");
        assertThat(reason(step("{{ 'switch' + 'hook.dead-letter' }}", null, "{}", null)))
                .startsWith("topic: found switchhook.dead-letter, allowed is none that begins with switchhook.");
        assertThat(reason(step("b", null, "{\"text\": \"" + "x".repeat(1024 * 1024) + "\"}", null)))
                .startsWith("data: found 1048");
        assertThat(reason(step("b", null, "{\"n\": \"{{ 1 / 0 }}\"}", null))).isNotEmpty();
        assertThat(sent).isEmpty();
    }

    private String reason(EmitEventStep step) {
        StepResult.Failed failed = (StepResult.Failed) emit.execute(step, run(7, event("e1", "a", Lineage.NONE)));
        assertThat(failed.retryable()).isFalse();
        return failed.reason();
    }

    private void store(EventRecord... events) {
        jdbi.useTransaction(handle -> EventRows.insert(
                handle,
                List.of(events).stream()
                        .map(event -> new EventRows.NewEvent(
                                new InboundMessage(event, JsonValue.EMPTY_JSON_OBJECT), "ID:" + event.id()))
                        .toList()));
    }
}
