package io.switchhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.pause.Pause;
import io.switchhook.run.NewRun;
import io.switchhook.run.RunKind;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What senders and definitions may contain is stored by any database, and comes back as it was. */
class HostileTextTest {
    /** To the nanosecond, of which PostgreSQL keeps microseconds. */
    private static final Instant NOW = Instant.parse("2026-10-25T00:59:59.123456789Z");

    private final Jdbi jdbi = Database.on(TestStore.migrated());

    @Test
    void dataWithEveryKindOfCharacterComesBackAsItWas() {
        JsonObject data = JsonText.object()
                .add("nul", "a\u0000b")
                .add("\u0000", "name")
                .add("lone surrogates", "\ud800 \udc00 x\ud83d")
                .add("\udfff", 1)
                .add("noncharacters", "\ufffe\uffff\ufdd0")
                .add("controls", "\u0001\b\t\n\f\r\u001f\u007f\u0085\u2028\u202e")
                .add("quotes", "'\"\\'' $1 ? :name %s {0} \\u0000")
                .add("emoji", "👩‍👩‍👧‍👦")
                .build();

        store(event("e1", "topic", "subject", data));

        EventRecord found = jdbi.withHandle(
                handle -> ReplayRows.find(handle, "e1").orElseThrow().event());
        assertThat(found.data()).isEqualTo(data);
        assertThat(found.time()).isBetween(NOW.minusNanos(1_000), NOW.plusNanos(1_000));
    }

    /** Three bytes each, and no two alike, so that no index can press them together. */
    @Test
    void theLongestNamesFitEveryIndex() {
        String topic = text(512, 1);
        String subject = text(512, 2);
        String workflow = text(256, 3);
        String trigger = text(256, 4);

        long seq = store(event("e1", topic, subject, JsonValue.EMPTY_JSON_OBJECT));
        NewRun run = new NewRun(
                RunKind.WORKFLOW, workflow, trigger, "", "", subject, "{}", NOW, NewRun.Standing.RUNG, text(2_000, 5));
        long id = jdbi.withHandle(
                handle -> NewRunRows.insert(handle, List.of(new NewRunRows.Placed(seq, run)), "one", NOW, NOW)
                        .get(0));
        jdbi.useTransaction(handle -> {
            WaitRows.begin(handle, id, text(256, 6), Optional.of(subject), NOW, NOW);
            VariableRows.setOfSubject(handle, subject, new VariableRows.Kept(text(128, 7), "1", NOW, text(999, 8)));
            PauseRows.pause(handle, new Pause(Pause.Kind.TARGET, text(512, 9), text(200, 10), NOW));
            SubscriberRows.seen(handle, text(128, 11), NOW);
        });

        List<LineRows.Standing> standing = jdbi.withHandle(handle -> LineRows.inLines(handle, List.of(subject)));
        assertThat(standing).containsExactly(new LineRows.Standing(RunKind.WORKFLOW, workflow, subject));
        List<VariableRows.Kept> variables = jdbi.withHandle(handle -> VariableRows.ofSubject(handle, subject));
        assertThat(variables).hasSize(1);
    }

    @Test
    void askingForACharacterThatNoDatabaseTakesFindsNothing() {
        boolean found =
                jdbi.withHandle(handle -> ReplayRows.find(handle, "a\u0000b").isPresent()
                        || VariableRows.global(handle, "\u0000").isPresent()
                        || DefinitionRows.find(handle, "trigger", "x\u0000").isPresent());

        assertThat(found).isFalse();
    }

    @Test
    void whatIsCutOffInTheMiddleOfACharacterIsStored() {
        String emoji = "😀".repeat(600);
        long seq = store(event("e1", "topic", "subject", JsonValue.EMPTY_JSON_OBJECT));
        for (String reason : List.of(emoji, "x" + emoji, "\ud800".repeat(2_000), "\u0000".repeat(2_000))) {
            NewRun run = new NewRun(
                    RunKind.WORKFLOW,
                    "w" + reason.hashCode(),
                    "",
                    "",
                    "",
                    "line",
                    "{}",
                    NOW,
                    NewRun.Standing.RUNG,
                    reason);

            List<Long> ids = jdbi.withHandle(
                    handle -> NewRunRows.insert(handle, List.of(new NewRunRows.Placed(seq, run)), "one", NOW, NOW));

            assertThat(ids).hasSize(1);
        }
    }

    private long store(EventRecord event) {
        InboundMessage message = new InboundMessage(event, JsonValue.EMPTY_JSON_OBJECT, Optional.empty());
        return jdbi.withHandle(handle -> EventRows.insert(handle, List.of(new EventRows.NewEvent(message, "m")))
                .get(0));
    }

    private static EventRecord event(String id, String topic, String subject, JsonObject data) {
        return new EventRecord(id, EventKind.PLAIN, "any", topic, subject, NOW, NOW, "", data);
    }

    private static String text(int length, long seed) {
        return new Random(seed)
                .ints(length, 0x4e00, 0x9fa0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
