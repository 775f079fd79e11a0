package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.template.Templates;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionSetTest {
    private static final Instant NOW = Instant.parse("2026-03-14T09:26:53Z");

    private final DefinitionParser parser = new DefinitionParser(new Templates());

    static String workflow(String id) {
        return "---\nkind: workflow\nid: %s\nsteps: [{ name: s, httpRequest: { url: 'https://h/%s' } }]\n"
                .formatted(id, id);
    }

    static String trigger(String id, String workflow, String more) {
        return """
                ---
                kind: trigger
                id: %s
                name: n
                topicName: x
                enabled: true
                target: { type: Workflow, id: %s }
                %s
                """.formatted(id, workflow, more);
    }

    private DefinitionSet set(String... files) {
        List<DefinitionFile> parsed = new java.util.ArrayList<>();
        for (String text : files) {
            parsed.add(parser.parse((char) ('a' + parsed.size()) + ".yaml", text));
        }
        return DefinitionSet.of(parsed);
    }

    static EventRecord event(Instant receivedAt) {
        return new EventRecord(
                "e",
                EventKind.PLAIN,
                "s",
                "x",
                "subject",
                receivedAt,
                receivedAt,
                "",
                Json.createObjectBuilder().add("k", "v").build());
    }

    @Test
    void anEventStartsTheWorkflowsOfAllTriggersItFitsInOrder() {
        DefinitionSet set = set(
                trigger("two", "w", "delayBySeconds: 60")
                        + trigger("off", "w", "").replace("enabled: true", "enabled: false")
                        + trigger("no", "w", "matchCriteria: [{ jsonPath: k, operator: Equal, value: u }]")
                        + trigger("one", "v", "matchCriteria: [{ jsonPath: k, operator: Equal, value: v }]"),
                workflow("w") + workflow("v"));

        List<Match> matches = set.match(event(NOW), NOW);

        assertThat(set.errors()).isEmpty();
        assertThat(matches).extracting(match -> match.trigger().id()).containsExactly("two", "one");
        assertThat(matches).extracting(match -> match.workflow().id()).containsExactly("w", "v");
        assertThat(matches).extracting(Match::delay).containsExactly(Duration.ofMinutes(1), Duration.ZERO);
    }

    @Test
    void eventsTooOldForATriggerDoNotFireIt() {
        DefinitionSet set = set(trigger("t", "w", "eventTTLSeconds: 10") + workflow("w"));

        assertThat(set.match(event(NOW.minusSeconds(10)), NOW)).hasSize(1);
        assertThat(set.match(event(NOW.minusSeconds(11)), NOW)).isEmpty();
    }

    @Test
    void aTriggerWithoutItsWorkflowIsDisabledWithThatReason() {
        DefinitionSet set = set(trigger("t", "gone", ""));

        assertThat(set.match(event(NOW), NOW)).isEmpty();
        assertThat(set.triggers()).singleElement().satisfies(state -> {
            assertThat(state.active()).isFalse();
            assertThat(state.disabledBecause()).contains("workflow \"gone\" does not exist");
        });
        assertThat(set.errors()).singleElement().satisfies(error -> assertThat(error.message())
                .isEqualTo(
                        "a.yaml, document 1, line 2, target.id: found \"gone\", a workflow that does not exist; the trigger "
                                + "is disabled, allowed is the id of a workflow"));
    }

    @Test
    void theSameIdAgainIsAnErrorAndTheFirstStays() {
        DefinitionSet set = set(
                workflow("w") + trigger("w", "w", ""),
                workflow("w").replace("https://h/w", "https://other/") + trigger("w", "w", "delayBySeconds: 60"));

        assertThat(set.errors()).hasSize(2).allSatisfy(error -> {
            assertThat(error.file()).isEqualTo("b.yaml");
            assertThat(error.found()).contains("defined in a.yaml");
        });
        assertThat(set.match(event(NOW), NOW)).extracting(Match::delay).containsExactly(Duration.ZERO);
        assertThat(set.workflows()).hasSize(1);
    }

    @Test
    void noDefinitionsMeanNothingHappens() {
        assertThat(DefinitionSet.EMPTY.match(event(NOW), NOW)).isEmpty();
        assertThat(DefinitionSet.EMPTY.workflow("w")).isEmpty();
    }
}
