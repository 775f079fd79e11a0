package io.switchhook.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchhook.config.Settings;
import io.switchhook.definition.Definitions;
import io.switchhook.query.StoredEvents;
import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import io.switchhook.template.Templates;
import io.switchhook.trial.InvalidTrial.Kind;
import io.switchhook.velocity.VelocityTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @TempDir
    Path directory;

    private Trials trials;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(directory.resolve("rules.yaml"), """
                kind: workflow
                id: w
                steps: [{ name: s, httpRequest: { url: 'https://h/' } }]
                ---
                kind: trigger
                id: chats
                name: Chats
                topicName: interaction.started
                enabled: true
                matchCriteria: [{ jsonPath: mediaType, operator: Equal, value: chat }]
                target: { type: Workflow, id: w }
                ---
                kind: trigger
                id: mails
                name: Mails
                topicName: interaction.*
                enabled: true
                matchCriteria: [{ jsonPath: email, operator: EndsWith, value: '@example.com' }]
                target: { type: Workflow, id: gone }
                ---
                kind: trigger
                id: others
                name: Others
                topicName: agent.signed-in
                enabled: true
                target: { type: Workflow, id: w }
                """);
        DataSource memory = TestStore.migrated();
        Jdbi jdbi = Database.on(memory);
        jdbi.useHandle(handle -> handle.createUpdate("insert into event (id, kind, source, topic, subject,"
                        + " correlation_id, occurred_at, received_at, data, receipt, state) values ('e1', 'INTERACTION',"
                        + " 'digital', 'interaction.started', 'i-1', '', :at, :at, :data, '{}', 'routed')")
                .bind("at", NOON.atOffset(ZoneOffset.UTC))
                .bind("data", "{\"mediaType\":\"voice\",\"email\":\"kim@example.com\"}")
                .execute());
        Settings settings =
                Settings.of(Map.of("switchhook.definitions.dir", directory.toString(), "switchhook.mask", "email"));
        trials = new Trials(
                new Definitions(settings, new Templates(), new VelocityTemplates()),
                new StoredEvents(jdbi, settings),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\":{\"topic\":\"interaction.started\",\"data\":{\"mediaType\":\"chat\"}}}",
                "{\"event\":{\"data\":{\"mediaType\":\"chat\"},\"subject\":null}}",
                "{\"topic\":\"interaction.started\",\"data\":{\"mediaType\":\"chat\"}}",
                "{\"mediaType\":\"chat\",\"data\":\"of the sender\"}",
                "{\"mediaType\":\"chat\"}"
            })
    void triesATriggerOnADescribedEvent(String body) {
        Trial.OfOne trial = trials.ofTrigger("chats", body).orElseThrow();

        assertThat(trial.tried().explanation().matched()).isTrue();
        assertThat(trial.event().receivedAt()).isEqualTo(NOON);
    }

    @Test
    void saysWhyATriggerDoesNotMatchAStoredEvent() {
        Trial.OfOne trial = trials.ofTrigger("chats", "{\"eventId\":\"e1\"}").orElseThrow();

        assertThat(trial.tried().explanation().matched()).isFalse();
        assertThat(trial.tried().explanation().explanation())
                .isEqualTo("mediaType Equal \"chat\" does not hold: found \"voice\"");
    }

    @Test
    void decidesOnTheEventItselfAndShowsItMasked() {
        Trial.OfOne trial = trials.ofTrigger("mails", "{\"eventId\":\"e1\"}").orElseThrow();

        assertThat(trial.tried().explanation().matched()).isTrue();
        assertThat(trial.tried().explanation().conditions().get(0).explanation())
                .endsWith("holds: found \"***\"");
        assertThat(trial.tried().state().disabledBecause()).contains("workflow \"gone\" does not exist");
        assertThat(trial.event().data().getString("email")).isEqualTo("***");
    }

    @Test
    void triesAllTriggersAboutATopic() {
        Trial trial = trials.ofTopic("interaction.started", "{\"mediaType\":\"chat\"}");

        assertThat(trial.matched())
                .extracting(tried -> tried.state().trigger().id())
                .containsExactly("chats");
        assertThat(trial.unmatched())
                .extracting(tried -> tried.state().trigger().id())
                .containsExactly("mails");
    }

    @Test
    void tellsTheStoryOfAStoredEvent() {
        Trial trial = trials.ofStored("e1").orElseThrow();

        assertThat(trial.matched())
                .extracting(tried -> tried.state().trigger().id())
                .containsExactly("mails");
        assertThat(trial.unmatched())
                .extracting(tried -> tried.state().trigger().id())
                .containsExactly("chats");
        assertThat(trials.ofStored("e2")).isEmpty();
        assertThat(trials.ofStored("e\0")).isEmpty();
    }

    @Test
    void triesATriggerThatIsNotSaved() {
        String trigger =
                "{\"trigger\":{\"topicName\":\"interaction.**\",\"pattern\":{\"email\":[{\"suffix\":\".com\"}]}},";

        assertThat(trials.ofUnsaved(trigger + "\"eventId\":\"e1\"}", true)
                        .tried()
                        .explanation()
                        .matched())
                .isTrue();
        assertThat(trials.ofUnsaved(
                                trigger
                                        + "\"event\":{\"topic\":\"interaction.started\",\"data\":{\"email\":\"x.de\"}}}",
                                false)
                        .tried()
                        .explanation()
                        .matched())
                .isFalse();
        assertThat(refused(() -> trials.ofUnsaved(trigger + "\"eventId\":\"e1\"}", false))
                        .kind())
                .isEqualTo(Kind.DENIED);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "[]|BODY|a JSON object",
                "''|BODY|a JSON object",
                "{\"event\":1}|BODY|event",
                "{\"event\":{},\"eventId\":\"e1\"}|BODY|one of them",
                "{\"eventId\":7}|BODY|eventId",
                "{\"eventId\":\"e2\"}|UNKNOWN_EVENT|eventId",
                "{\"a\":1,\"a\":2}|BODY|a second time",
                "{\"event\":{\"topik\":\"x\"}}|EVENT|topik",
                "{\"event\":{\"topic\":7}}|EVENT|event.topic",
                "{\"event\":{\"topic\":\"\"}}|EVENT|event.topic",
                "{\"event\":{\"data\":[]}}|EVENT|event.data",
                "{\"event\":{\"time\":\"now\"}}|EVENT|event.time"
            })
    void saysWhatIsWrongWithARequest(String body, Kind kind, String detail) {
        InvalidTrial invalid = refused(() -> trials.ofTrigger("chats", body));

        assertThat(invalid.kind()).isEqualTo(kind);
        assertThat(invalid.detail()).contains(detail);
    }

    @Test
    void needsATopicWhereTheTriggerHasAForm() {
        assertThat(refused(() -> trials.ofTrigger("mails", "{\"email\":\"x\"}")).detail())
                .contains("event.topic");
        assertThat(refused(() -> trials.ofTopic("agent.signed-in", "{\"eventId\":\"e1\"}"))
                        .detail())
                .contains("interaction.started");
        assertThat(trials.ofTrigger("nobody", "{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"event\":{\"topic\":\"x\"}}|BODY|an object trigger",
                "{\"trigger\":[],\"event\":{}}|BODY|an object trigger",
                "{\"trigger\":{},\"event\":{\"topic\":\"x\"}}|TRIGGER|topicName",
                "{\"trigger\":{\"topicName\":\"x\",\"matchCriteria\":[{\"jsonPath\":\"a\",\"operator\":\"Is\"}]},\"event\":{}}|TRIGGER|matchCriteria[0].operator",
                "{\"trigger\":{\"topicName\":\"x\"}}|BODY|event"
            })
    void saysWhatIsWrongWithATriggerThatIsNotSaved(String body, Kind kind, String detail) {
        InvalidTrial invalid = refused(() -> trials.ofUnsaved(body, true));

        assertThat(invalid.kind()).isEqualTo(kind);
        assertThat(invalid.detail()).contains(detail);
    }

    private static InvalidTrial refused(ThrowingCallable call) {
        InvalidTrial invalid = catchThrowableOfType(InvalidTrial.class, call);
        assertThat(invalid).isNotNull();
        return invalid;
    }
}
