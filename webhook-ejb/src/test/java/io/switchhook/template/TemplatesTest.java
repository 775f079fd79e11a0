package io.switchhook.template;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    private final Templates templates = new Templates();

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static Map<String, Object> names(String data, String variables) {
        EventRecord event = new EventRecord(
                "e-1",
                EventKind.PLAIN,
                "cloud",
                "interaction.started",
                "s-1",
                Instant.parse("2026-03-14T09:26:53Z"),
                Instant.parse("2026-03-14T09:26:54Z"),
                "trace-7",
                json(data));
        return TemplateNames.of(event, json(variables));
    }

    private String render(String template, Escaping escaping, String data) {
        return templates.render(template, escaping, names(data, "{}"));
    }

    @Test
    void textWithoutPlaceholdersIsItself() {
        assertThat(render("{\"a\": 1} % # }}", Escaping.JSON, "{}")).isEqualTo("{\"a\": 1} % # }}");
    }

    @Test
    void runVariablesHideMembersOfTheDataAndTheEnvelopeHidesBoth() {
        Map<String, Object> names = names("{\"who\":\"data\",\"event\":\"mine\",\"only\":\"d\"}", "{\"who\":\"run\"}");

        assertThat(templates.render(
                        "{{ who }} {{ only }} {{ event.data.who }} {{ event.data.event }}", Escaping.NONE, names))
                .isEqualTo("run d data mine");
        assertThat(templates.render(
                        "{{event.id}} {{event.source}} {{event.topic}} {{event.subject}} {{event.time}} "
                                + "{{event.receivedAt}} {{event.correlationId}}",
                        Escaping.NONE,
                        names))
                .isEqualTo("e-1 cloud interaction.started s-1 2026-03-14T09:26:53Z 2026-03-14T09:26:54Z trace-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ nothing }}",
                "{{ a.b.c.d }}",
                "{{ text.length.x }}",
                "{{ list[7] }}",
                "{{ list.name }}",
                "{{ nil }}",
                "{{ nil.x }}",
                "{{ template }}",
                "{{ locale }}",
                "{{ _context }}",
                "{{ text.class }}",
                "{{ text.bytes }}",
                "{{ n.class.name }}",
                "{{ list.size }}"
            })
    void namesThatDoNotExistRenderEmpty(String template) {
        assertThat(render("[" + template + "]", Escaping.NONE, "{\"text\":\"x\",\"n\":1,\"list\":[1],\"nil\":null}"))
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1.0, 1.0",
        "0.10, 0.10",
        "-0.0000001, -0.0000001",
        "10000000000, 10000000000",
        "1e10, 10000000000",
        "9007199254740993, 9007199254740993",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1773480413000, 1773480413000"
    })
    void numbersRenderAsTheyAreWritten(String number, String rendered) {
        assertThat(render("{{ n }}", Escaping.JSON, "{\"n\":" + number + "}")).isEqualTo(rendered);
        assertThat(render("{{ n }}", Escaping.NONE, "{\"n\":" + number + "}")).isEqualTo(rendered);
    }

    @Test
    void numbersOfAbsurdSizeDoNoHarm() {
        assertTimeoutPreemptively(ofSeconds(5), () -> {
            assertThat(render("{{ n }}", Escaping.NONE, "{\"n\":1e99999}")).isEqualTo("1E+99999");
            assertThat(render("{{ n | json }}", Escaping.JSON, "{\"n\":1e-99999}"))
                    .isEqualTo("\"1E-99999\"");
        });
    }

    @Test
    void textInJsonStaysInItsStringLiteral() {
        String rendered = render(
                "{\"a\": \"{{ a }}\"}",
                Escaping.JSON,
                "{\"a\":\"\\\", \\\"admin\\\": \\\"\\\\ \\n\\u0000\\u2028 ü 😀\"}");

        assertThat(json(rendered).getString("a")).isEqualTo("\", \"admin\": \"\\ \n\0\u2028 ü 😀");
    }

    @Property
    void anyTextSurvivesBeingPrintedIntoJson(@ForAll String text) {
        Map<String, Object> names = Map.of("a", text);

        assertThat(json(templates.render("{\"a\":\"{{ a }}\"}", Escaping.JSON, names))
                        .getString("a"))
                .isEqualTo(text);
        assertThat(json(templates.render("{\"a\":{{ a | json }}}", Escaping.JSON, names))
                        .getString("a"))
                .isEqualTo(text);
    }

    @Test
    void objectsAndListsRenderAsJson() {
        String data = "{\"o\":{\"k\":[1,\"x\",null]},\"name\":\"Zo\\\"ë\"}";

        assertThat(json(render(
                        "{\"a\": {{ o | json }}, \"b\": {{ name | json }}, \"c\": \"{{ o }}\", \"d\": {{ x | json }}}",
                        Escaping.JSON,
                        data)))
                .isEqualTo(
                        json(
                                "{\"a\":{\"k\":[1,\"x\",null]},\"b\":\"Zo\\\"ë\",\"c\":\"{\\\"k\\\":[1,\\\"x\\\",null]}\",\"d\":null}"));
        assertThat(render("{{ o }}", Escaping.NONE, data)).isEqualTo("{\"k\":[1,\"x\",null]}");
        assertThat(render("{{ ['a', 1.5, true, {'k': o}] }}", Escaping.NONE, data))
                .isEqualTo("[\"a\",1.5,true,{\"k\":{\"k\":[1,\"x\",null]}}]");
    }

    @Test
    void markupIsEscapedInXmlAndCharactersXmlCannotHoldAreDropped() {
        assertThat(render("<a b='{{ x }}'/>", Escaping.XML, "{\"x\":\"<&>\\\"'\\u0001\\uFFFE ü\"}"))
                .isEqualTo("<a b='&lt;&amp;&gt;&quot;&#39; ü'/>");
    }

    @Test
    void formValuesAndUrlsAreEncoded() {
        String data = "{\"x\":\"a b&c=d/é?#+*~\"}";

        assertThat(render("v={{ x }}&w=1", Escaping.FORM, data)).isEqualTo("v=a+b%26c%3Dd%2F%C3%A9%3F%23%2B*%7E&w=1");
        assertThat(render("https://h/{{ x }}?w=1\n", Escaping.URL, data))
                .isEqualTo("https://h/a%20b%26c%3Dd%2F%C3%A9%3F%23%2B%2A~?w=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void valuesThatWouldChangeThePathOfAUrlAreRefused(String value) {
        assertThatThrownBy(() -> render("https://h/users/{{ x }}/keys", Escaping.URL, "{\"x\":\"" + value + "\"}"))
                .isInstanceOf(TemplateFailure.class)
                .hasMessageContaining("\"" + value + "\"");
    }

    @Test
    void nothingPrintedIntoAHeaderCanAddAnother() {
        assertThat(render("Bearer {{ x | raw }}\n", Escaping.HEADER, "{\"x\":\"a\\r\\nX-Admin: 1\\u0000\\tb\"}"))
                .isEqualTo("Bearer a  X-Admin: 1 \tb");
    }

    @Test
    void contentTypeDecidesTheEscaping() {
        assertThat(Escaping.forContentType("application/json; charset=utf-8")).isEqualTo(Escaping.JSON);
        assertThat(Escaping.forContentType("Application/CloudEvents+JSON")).isEqualTo(Escaping.JSON);
        assertThat(Escaping.forContentType("text/xml")).isEqualTo(Escaping.XML);
        assertThat(Escaping.forContentType("application/soap+xml")).isEqualTo(Escaping.XML);
        assertThat(Escaping.forContentType("text/html;charset=iso-8859-1")).isEqualTo(Escaping.XML);
        assertThat(Escaping.forContentType("application/x-www-form-urlencoded")).isEqualTo(Escaping.FORM);
        assertThat(Escaping.forContentType("text/plain")).isEqualTo(Escaping.NONE);
    }

    @Test
    void conditionsLoopsFiltersAndLineEndsWorkAsInPebble() {
        String data = "{\"list\":[\"b\",\"a\"],\"o\":{\"k\":\"v\"},\"n\":2,\"csv\":\"x.y.z\"}";

        assertThat(render(
                        "{% for e in list %}{{ loop.index }}{{ e }}{% if not loop.last %},{% endif %}{% endfor %}",
                        Escaping.NONE, data))
                .isEqualTo("0b,1a");
        assertThat(render("{% for e in o %}{{ e.key }}={{ e.value }}{% endfor %}", Escaping.NONE, data))
                .isEqualTo("k=v");
        assertThat(render("{{ list | sort | join('-') }} {{ list | join('-') }}", Escaping.NONE, data))
                .isEqualTo("a-b b-a");
        assertThat(render("{{ csv | split('.') | last }} {{ csv | replace({'.': ''}) }}", Escaping.NONE, data))
                .isEqualTo("z xyz");
        assertThat(render(
                        "{{ n + 1 }} {{ n * 2 }} {{ n > 1 ? 'many' : 'one' }} {{ none | default('-') }}",
                        Escaping.NONE,
                        data))
                .isEqualTo("3 4 many -");
        assertThat(render("{{ n }}\n{{ n }}\n", Escaping.NONE, data)).isEqualTo("2\n2\n");
        assertThat(render("{% set n = 5 %}{{ n }}{{ 'a' ~ n + 1 }}", Escaping.NONE, data))
                .isEqualTo("5a51");
    }

    @Test
    void renderingLeavesTheNamesAsTheyWere() {
        Map<String, Object> names = names("{\"n\":1}", "{}");

        templates.render("{% set n = 2 %}{% set m = 3 %}", Escaping.NONE, names);

        assertThat(templates.render("{{ n }}{{ m }}", Escaping.NONE, names)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% include 'file:///etc/passwd' %}",
                "{% import 'x' %}",
                "{% extends 'x' %}",
                "{% embed 'x' %}{% endembed %}",
                "{% from 'x' import y %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{% parallel %}x{% endparallel %}",
                "{% cache 'k' %}x{% endcache %}",
                "{{ i18n('messages', 'k') }}",
                "{{ 'a'.getClass() }}",
                "{{ ''.class.forName('java.lang.Runtime') }}",
                "{{ event.toString() }}",
                "{{ 'x' | format('%1000000000d') }}"
            })
    void nothingReachesOutOfTheSandbox(String template) {
        assertThatThrownBy(() -> render(template, Escaping.NONE, "{}")).isInstanceOf(TemplateFailure.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(1, 1000000000) %}{% endfor %}",
                "{% for i in 1..1000000000 %}x{% endfor %}",
                "{% for i in range(1000000000, 1, -1) %}x{% endfor %}",
                "{% for i in 1..9000 %}{% for j in 1..9000 %}{% endfor %}{% endfor %}",
                "{% set x = 'ab' %}{% for i in 1..100 %}{% set x = x ~ x %}{% endfor %}",
                "{% set x = 'ab' %}{% for i in 1..100 %}{% set x = x + x %}{% endfor %}",
                "{% set x = [1] %}{% for i in 1..100 %}{% set x = [x, x] %}{% endfor %}{{ x }}",
                "{% set x = [1] %}{% for i in 1..100 %}{% set x = x + x %}{% endfor %}{{ x }}",
                "{% set x = [1] %}{% for i in 1..100 %}{% set x = x | merge(x) %}{% endfor %}{{ x }}",
                "{% set x = 'a' %}{% for i in 1..100 %}{% set x = x | replace({'a': 'aaaa'}) %}{% endfor %}{{ x }}",
                "{% set x = 'a' %}{% for i in 1..100 %}{% set x = [x, x, x] | join(x) %}{% endfor %}{{ x }}",
                "{% for i in 1..9000 %}{{ big }}{% endfor %}",
                "{{ [big, big, big, big, big, big, big, big, big, big, big] }}"
            })
    void growthIsCutOff(String template) {
        assertTimeoutPreemptively(ofSeconds(20), () -> assertThatThrownBy(
                        () -> render(template, Escaping.JSON, "{\"big\":\"" + "x".repeat(100_000) + "\"}"))
                .isInstanceOf(TemplateFailure.class)
                .hasMessageContaining("more than"));
    }

    @Test
    void renderingThatTakesTooLongIsCutOff() {
        AtomicLong clock = new AtomicLong();
        Templates slow = new Templates(() -> clock.getAndAdd(300_000_000L));

        assertThatThrownBy(() -> slow.render("{% for i in 1..100 %}{% endfor %}", Escaping.NONE, Map.of()))
                .isInstanceOf(TemplateFailure.class)
                .hasMessageContaining("longer than 2 seconds");
    }

    @Test
    void whatTheStoreTakesToAnswerIsNotTheTemplatesTime() {
        AtomicLong clock = new AtomicLong();
        Map<String, Object> store = new HashMap<>() {
            @Override
            public Object get(Object name) {
                clock.addAndGet(5_000_000_000L);
                return "found";
            }
        };

        assertThat(new Templates(clock::get)
                        .render("{{ name }}{% for i in 1..3 %}{{ i }}{% endfor %}", Escaping.NONE, store))
                .isEqualTo("found123");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a\\n{{ b; line 2",
                "a\\n\\n{% if x %}; line 3",
                "{{ x | nosuchfilter }}; line 1",
                "x\\n{% nosuchtag %}; line 2",
                "{{ 1 + }}; line 1"
            })
    void mistakesAreFoundBeforeAnEventComesAndNameTheirLine(String template, String line) {
        assertThatThrownBy(() -> templates.check(template.replace("\\n", "\n"), Escaping.JSON))
                .isInstanceOf(TemplateFailure.class)
                .hasMessageContaining(line);
    }

    @Test
    void templatesOfAbsurdSizeOrDepthAreRefused() {
        assertThatThrownBy(() -> templates.check("{{ " + "(".repeat(200_000) + "1", Escaping.NONE))
                .isInstanceOf(TemplateFailure.class);
        assertThatThrownBy(() -> templates.check("{{ x }}" + "x".repeat(Templates.MAX_TEMPLATE), Escaping.NONE))
                .isInstanceOf(TemplateFailure.class)
                .hasMessageContaining("characters");
    }

    @Test
    void failuresQuoteNoTemplateTextBeyondTheirReason() {
        String secret = "do-not-repeat-" + "x".repeat(200);

        assertThatThrownBy(() -> templates.check(secret + "{% nosuchtag %}", Escaping.NONE))
                .hasMessageNotContaining("do-not-repeat");
    }
}
