package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import io.switchhook.template.Templates;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Schema and parser say the same. What the parser takes keeps the schema, since it is asked at the end; here the parser finds by
 * itself whatever breaks the schema, and the schema knows of every mistake in structure that the parser finds.
 */
class SchemasTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)```(yaml|json)\\n(.*?)```");

    /** Under these stands what the schema does not describe: a language of its own, or values of any kind. */
    private static final Set<String> OPEN = Set.of(
            "pattern",
            "variables",
            "input",
            "output",
            "inputSchema",
            "successSchema",
            "value",
            "values",
            "selfUri",
            "integrationId");

    private final DefinitionParser parser = new DefinitionParser(new Templates());

    /** A change of a document at one place. */
    private record Mutant(String what, JsonObject json, boolean structural) {}

    @Test
    void everyKindHasASchemaOfTheDraftThatIsDocumented() {
        assertThat(Schemas.kinds()).isEqualTo(DefinitionParser.KINDS);
        for (String kind : DefinitionParser.KINDS) {
            JsonObject schema = Schemas.of(kind).orElseThrow();
            assertThat(schema.getString("$schema")).isEqualTo("https://json-schema.org/draft/2020-12/schema");
            assertThat(schema.getString("title")).isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> schemaAndParserAgreeOnEveryChangeOf() throws IOException {
        List<Definition> samples = samples();
        assertThat(samples.stream().map(sample -> sample.key().kind()).distinct())
                .containsExactlyInAnyOrderElementsOf(DefinitionParser.KINDS);
        return samples.stream()
                .map(sample -> DynamicTest.dynamicTest(sample.key().toString(), () -> agree(sample)));
    }

    private void agree(Definition sample) {
        String kind = sample.key().kind();
        JsonObject json = sample.written().json();
        assertThat(Schemas.breaches(kind, json)).isEmpty();
        List<Mutant> mutants = new ArrayList<>();
        mutate("", json, true, mutants::add);
        assertThat(mutants).isNotEmpty();
        for (Mutant mutant : mutants) {
            List<DefinitionError> errors =
                    parser.parse("m", kind, mutant.json()).errors();
            boolean keeps = Schemas.breaches(kind, mutant.json()).isEmpty();
            assertThat(errors)
                    .as("%s: the parser finds by itself what breaks the schema", mutant.what())
                    .noneMatch(error -> error.found().equals("what breaks the schema"));
            if (mutant.structural() && !errors.isEmpty()) {
                assertThat(keeps)
                        .as(
                                "%s: breaks the schema, as the parser says: %s",
                                mutant.what(), errors.get(0).message())
                        .isFalse();
            }
        }
    }

    /** Each member left out, made another type, and joined by one that nobody knows. */
    private static void mutate(String path, JsonObject json, boolean structural, Consumer<Mutant> found) {
        found.accept(
                new Mutant(path + " with an unknown member", with(json, "unknownMember", JsonValue.TRUE), structural));
        json.forEach((name, value) -> {
            String at = Document.member(path, name);
            boolean known = structural && !OPEN.contains(name);
            JsonObjectBuilder without = JsonText.object(json).remove(name);
            found.accept(new Mutant(at + " left out", without.build(), structural));
            for (JsonValue other : List.of(
                    JsonValue.TRUE,
                    JsonValue.NULL,
                    Json.createValue(-7),
                    Json.createValue(0.5),
                    Json.createValue(""),
                    Json.createValue("x".repeat(9000)),
                    JsonValue.EMPTY_JSON_ARRAY,
                    JsonValue.EMPTY_JSON_OBJECT)) {
                // empty text and long text may be wrong for reasons beyond structure
                boolean type = known && other.getValueType() != JsonValue.ValueType.STRING;
                found.accept(new Mutant(at + " = " + brief(other), with(json, name, other), type));
            }
            if (value instanceof JsonObject object) {
                mutate(
                        at,
                        object,
                        known,
                        inner -> found.accept(
                                new Mutant(inner.what(), with(json, name, inner.json()), inner.structural())));
            } else if (value instanceof JsonArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (array.get(i) instanceof JsonObject element) {
                        int index = i;
                        mutate(
                                Document.element(at, i),
                                element,
                                known,
                                inner -> found.accept(new Mutant(
                                        inner.what(),
                                        with(json, name, set(array, index, inner.json())),
                                        inner.structural())));
                    }
                }
            }
        });
    }

    private static String brief(JsonValue value) {
        String text = value.toString();
        return text.length() > 20 ? text.substring(0, 20) : text;
    }

    private static JsonObject with(JsonObject json, String name, JsonValue value) {
        return JsonText.object(json).add(name, value).build();
    }

    private static JsonArray set(JsonArray array, int index, JsonValue value) {
        JsonArrayBuilder changed = JsonText.array();
        for (int i = 0; i < array.size(); i++) {
            changed.add(i == index ? value : array.get(i));
        }
        return changed.build();
    }

    /** What the documentation shows, the demo, and documents with every member there is. */
    private List<Definition> samples() throws IOException {
        List<Definition> samples = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(Path.of("../docs"))) {
            for (Path page : pages.filter(Files::isRegularFile).sorted().toList()) {
                String name = page.toString();
                if (name.endsWith(".yaml")) {
                    samples.addAll(parser.parse(name, Files.readString(page)).definitions());
                } else if (name.endsWith(".md")) {
                    EXAMPLE.matcher(Files.readString(page))
                            .results()
                            .forEach(example ->
                                    samples.addAll(parser.parse("example." + example.group(1), example.group(2))
                                            .definitions()));
                }
            }
        }
        DefinitionFile full = parser.parse("full.yaml", FULL);
        assertThat(full.errors()).isEmpty();
        samples.addAll(full.definitions());
        return samples;
    }

    private static final String FULL = """
            kind: trigger
            id: full
            name: Full
            description: all there is
            topicName: a.b.**
            enabled: true
            target: { type: Workflow, id: full, workflowTargetSettings: { dataFormat: Json } }
            matchCriteria:
              - { jsonPath: a, operator: Equal, value: null }
              - { jsonPath: a, operator: Size, value: 3 }
              - { jsonPath: a, operator: Exists, value: true }
              - { jsonPath: a, operator: Regex, value: '^x' }
              - { jsonPath: a, operator: In, values: [ 1, x ] }
              - { jsonPath: a, operator: Between, values: [ 1, 2 ] }
              - { jsonPath: a, operator: Cidr, value: 10.0.0.0/8 }
              - { jsonPath: a, operator: LessThan, value: 3 }
              - all: [ { jsonPath: b, operator: StartsWith, value: x }, { not: { jsonPath: c, operator: Exists, value: true } } ]
              - any: { jsonPath: b, operator: EndsWith, value: x }
            pattern: { mediaType: [ MESSAGE ] }
            eventTTLSeconds: 60
            rateLimit: { starts: 10, per: PT1M }
            version: 3
            selfUri: /x
            ---
            kind: trigger
            id: delayed
            name: Delayed
            topicName: a
            enabled: false
            matchCriteria: { jsonPath: a, operator: NotIn, values: [] }
            target: { type: Workflow, id: full }
            delayBySeconds: 60
            ---
            kind: workflow
            id: full
            name: Full
            ordering: none
            variables: { a: 1 }
            steps:
              - name: call
                httpRequest:
                  method: post
                  url: https://h/
                  headers: { X-A: 1 }
                  query: { q: true }
                  contentType: application/json
                  body: '{}'
                  authorization: { credential: crm }
                  sign: { verification: hub-sha1, credential: crm }
                  connectTimeout: PT1S
                  timeout: PT10S
                  success: [ 200, 404 ]
                  maxResponse: 64K
                  output: { ticket: $.id, status: { from: status }, type: { header: Content-Type } }
                  retry: { attempts: 5, delay: PT5S, factor: 2, maxDelay: PT10M, jitter: 0.5 }
              - name: note
                setVariable: { scope: subject, name: a, value: '{{ b }}' }
              - name: notes
                setVariable: { values: { a: 1, b: null } }
              - name: form
                when: [ { jsonPath: a, operator: Exists, value: true } ]
                httpRequest: { url: 'https://h', form: { a: b } }
                onFailure: continue
              - name: pause
                wait: { for: PT1M }
              - name: transfer
                wait:
                  until: { topicName: a.b, matchCriteria: [ { jsonPath: a, operator: Equal, value: 1 } ], pattern: { a: [ 1 ] } }
                  timeout: PT2M
                  output: next
              - name: which
                choose:
                  - when: [ { jsonPath: a, operator: Equal, value: 1 } ]
                    steps: [ { name: stop, end: { outcome: failed, reason: no } } ]
                otherwise:
                  - name: tell
                    emitEvent: { topic: a.b, subject: s, data: { a: 1 }, id: x }
              - name: show
                screenPop: { agent: kim, url: 'https://h', label: l, query: { a: b }, display: existing-tab }
                onFailure: [ { name: other, end: {} } ]
              - name: act
                dataAction: { id: full, input: { a: 1 }, output: { b: $.b }, retry: { attempts: 2 } }
            ---
            kind: data-action
            id: full
            name: Full
            category: c
            secure: true
            credential: crm
            authAction: login
            integrationId: x
            contract:
              input: { inputSchema: { type: object } }
              output: { successSchema: { type: object } }
            config:
              timeoutSeconds: 10
              request:
                requestType: get
                requestUrlTemplate: https://h/
                headers: { A: b }
                requestTemplate: '${input.rawRequest}'
              response:
                translationMap: { id: $.id }
                translationMapDefaults: { id: '1' }
                successTemplate: '${rawResult}'
            ---
            kind: variable
            id: Language
            value: en
            """;
}
