package io.switchhook.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.jsonpath.FieldPath;
import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateNames;
import io.switchhook.template.Templates;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNamesTest {
    private static final String NAME = "who";

    private final Templates templates = new Templates();

    /** A memory that writes down what it is asked. */
    private static class Asked implements Memory {
        final List<String> questions = new ArrayList<>();
        final Map<String, JsonValue> ofSubject = new HashMap<>();
        final Map<String, JsonValue> global = new HashMap<>();
        final Map<String, JsonObject> events = new HashMap<>();

        @Override
        public Map<String, JsonValue> ofSubject(String subject) {
            questions.add("subject");
            return ofSubject;
        }

        @Override
        public Optional<JsonValue> global(String id) {
            questions.add("global " + id);
            return Optional.ofNullable(global.get(id));
        }

        @Override
        public Optional<JsonObject> lastEvent(String subject, Set<String> lastSegments) {
            questions.add("event " + lastSegments.stream().sorted().toList());
            return lastSegments.stream()
                    .filter(events::containsKey)
                    .map(events::get)
                    .findFirst();
        }
    }

    private static EventRecord event(String subject, String data) {
        Instant now = Instant.parse("2026-03-14T09:26:53Z");
        return new EventRecord(
                "e-1",
                EventKind.PLAIN,
                "calls",
                "webex.flow.AgentDisconnected",
                subject,
                now,
                now,
                "",
                JsonText.read(data));
    }

    private static JsonValue text(String text) {
        return JsonText.provider().createValue(text);
    }

    private String render(String template, RunNames names) {
        return templates.render(template, Escaping.NONE, TemplateNames.of(names));
    }

    /** Of all places that have a name, the first by rank is what it stands for. */
    @Property
    void theFirstByRankCounts(
            @ForAll boolean run,
            @ForAll boolean subject,
            @ForAll boolean data,
            @ForAll boolean global,
            @ForAll boolean last) {
        Asked memory = new Asked();
        if (subject) {
            memory.ofSubject.put(NAME, text("subject"));
        }
        if (global) {
            memory.global.put(NAME, text("global"));
        }
        if (last) {
            memory.events.put(NAME, JsonText.read("{}"));
        }
        RunNames names = RunNames.of(
                event("c-1", data ? "{\"who\":\"data\"}" : "{}"),
                JsonText.read(run ? "{\"who\":\"run\"}" : "{}"),
                memory);

        String expected = run ? "run" : subject ? "subject" : data ? "data" : global ? "global" : last ? "{}" : "";

        assertThat(render("{{ who }}", names)).isEqualTo(expected);
        assertThat(FieldPath.of("$.who").read(names.root()).isPresent()).isEqualTo(!expected.isEmpty());
    }

    @Test
    void whatIsNotNamedIsNotAsked() {
        Asked memory = new Asked();
        RunNames names = RunNames.of(event("c-1", "{\"a\":1}"), JsonText.read("{\"b\":2,\"event\":3}"), memory);

        assertThat(render(
                        "{{ b }} {{ event.subject }} {{ event.data.a }} {% for x in [1] %}{{ x }}{% endfor %}", names))
                .isEqualTo("2 c-1 1 1");
        assertThat(memory.questions).isEmpty();
    }

    @Test
    void eachIsAskedOnceForAStepEvenIfItIsNotThere() {
        Asked memory = new Asked();
        memory.ofSubject.put("mine", text("m"));
        RunNames names = RunNames.of(event("c-1", "{\"a\":1}"), JsonValue.EMPTY_JSON_OBJECT, memory);

        assertThat(render("{{ a }}{{ mine }}{{ nobody }}{{ nobody.x }}{{ a }}", names))
                .isEqualTo("1m1");
        assertThat(render("{{ nobody }}", names)).isEmpty();

        assertThat(memory.questions).containsExactly("subject", "global nobody", "event [nobody]");
    }

    @Test
    void anEventWithoutSubjectHasNeitherVariablesNorEarlierEvents() {
        Asked memory = new Asked();
        memory.ofSubject.put(NAME, text("nobody's"));
        RunNames names = RunNames.of(event("", "{\"AgentId\":\"a-1\"}"), JsonValue.EMPTY_JSON_OBJECT, memory);

        assertThat(render("[{{ who }}] {{ NewContact.ANI }}{{ AgentDisconnect.agentid }}", names))
                .isEqualTo("[] a-1");
        assertThat(memory.questions).noneMatch(question -> question.equals("subject") || question.startsWith("event"));
    }

    @Test
    void earlierEventsAreFoundInAnyCaseAndByBothOfTheirNames() {
        Asked memory = new Asked();
        memory.events.put(
                "newphonecontact",
                JsonText.read("{\"ANI\":\"+1\",\"ani\":\"exact\",\"CAD\":{\"Lang\":[{\"Id\":\"en\"}]},\"Mail\":null}"));
        RunNames names = RunNames.of(event("c-1", "{}"), JsonValue.EMPTY_JSON_OBJECT, memory);

        assertThat(render("{{ NewPhoneContact.ANI }} {{ newcontact.ani }} {{ NewContact.Ani }}", names))
                .isEqualTo("+1 exact +1");
        assertThat(render("{{ NEWPHONECONTACT.cad.LANG[0].id }}[{{ NewContact.mail }}{{ NewContact.none }}]", names))
                .isEqualTo("en[]");
        assertThat(memory.questions).contains("event [newcontact, newphonecontact]");
    }

    @Test
    void membersOfTheDataAreFoundAsTheyAreWrittenOnly() {
        RunNames names = RunNames.of(event("c-1", "{\"ani\":\"+1\"}"), JsonValue.EMPTY_JSON_OBJECT);

        assertThat(render("[{{ ANI }}]", names)).isEqualTo("[]");
    }

    @Test
    void nullHidesWhatStandsBehindIt() {
        Asked memory = new Asked();
        memory.ofSubject.put(NAME, JsonValue.NULL);
        RunNames names = RunNames.of(event("c-1", "{\"who\":\"data\"}"), JsonText.read("{\"x\":null}"), memory);

        assertThat(render("[{{ who }}{{ x }}]", names)).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{ 7 * 7 }}", "{% for i in range(0, 100000000) %}x{% endfor %}", "{{ event.id }}", "${7*7}"})
    void whatLooksLikeATemplateInAValueStaysText(String value) {
        Asked memory = new Asked();
        memory.ofSubject.put("mine", text(value));
        memory.global.put("all", text(value));
        memory.events.put("started", JsonText.object().add("a", value).build());
        RunNames names = RunNames.of(event("c-1", "{}"), JsonValue.EMPTY_JSON_OBJECT, memory);

        assertThat(render("{{ mine }}|{{ all }}|{{ started.a }}", names)).isEqualTo(value + "|" + value + "|" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status-changed", "", "a b", "loop", "locale", "é", "a.b"})
    void whatNoTemplateCanNameIsNotAsked(String name) {
        Asked memory = new Asked();

        assertThat(RunNames.of(event("c-1", "{}"), JsonValue.EMPTY_JSON_OBJECT, memory)
                        .find(name))
                .isEmpty();
        assertThat(memory.questions).isEmpty();
    }

    @Test
    void pathsSeeTheSameNamesAndListThoseThatAreAtHand() {
        Asked memory = new Asked();
        memory.ofSubject.put("mine", text("m"));
        memory.global.put("all", text("g"));
        memory.events.put("newcontact", JsonText.read("{\"ANI\":\"+1\"}"));
        RunNames names = RunNames.of(event("c-1", "{\"a\":{\"b\":2}}"), JsonText.read("{\"r\":1}"), memory);

        assertThat(FieldPath.of("NewContact.ANI").read(names.root())).contains(text("+1"));
        assertThat(FieldPath.of("$['all']").read(names.root())).contains(text("g"));
        assertThat(FieldPath.of("a.b").read(names.root()).map(Object::toString)).contains("2");
        assertThat(FieldPath.of("$.event.subject").read(names.root())).contains(text("c-1"));
        assertThat(FieldPath.of("$..b").read(names.root()).map(Object::toString))
                .contains("[2]");
        assertThat(names.root().keySet()).containsExactlyInAnyOrder("a", "r", "mine");
        assertThat(JsonText.read(names.root().toString()))
                .isEqualTo(JsonText.read("{\"a\":{\"b\":2},\"r\":1,\"mine\":\"m\"}"));
    }

    @Test
    void pathsMaySeeThemMasked() {
        Asked memory = new Asked();
        memory.events.put("newcontact", JsonText.read("{\"ANI\":\"+1\"}"));
        RunNames names = RunNames.of(event("c-1", "{\"a\":1}"), JsonValue.EMPTY_JSON_OBJECT, memory);

        JsonObject root = names.root(object -> object.containsKey("NewContact")
                ? JsonText.object().add("NewContact", "***").build()
                : object);

        assertThat(FieldPath.of("NewContact").read(root)).contains(text("***"));
        assertThat(FieldPath.of("a").read(root).map(Object::toString)).contains("1");
    }

    @Test
    void aStoreThatIsAwayIsNotTheTemplatesFault() {
        IllegalStateException away = new IllegalStateException("away");
        Memory memory = new Asked() {
            @Override
            public Map<String, JsonValue> ofSubject(String subject) {
                throw away;
            }
        };
        RunNames names = RunNames.of(event("c-1", "{\"a\":[1]}"), JsonValue.EMPTY_JSON_OBJECT, memory);

        for (String template : List.of(
                "{{ a }}",
                "{{ x.y }}",
                "{% if a is empty %}{% endif %}",
                "{% for i in a %}{% endfor %}",
                "{{ x | upper }}")) {
            assertThatThrownBy(() -> render(template, names))
                    .as(template)
                    .isInstanceOf(LookupFailed.class)
                    .hasCause(away);
        }
        for (String path : List.of("a", "$.x.y", "$..b", "$.a[?(@ > 0)]", "$.*")) {
            assertThatThrownBy(() -> FieldPath.of(path).read(names.root()))
                    .as(path)
                    .isInstanceOf(LookupFailed.class);
        }
    }
}
