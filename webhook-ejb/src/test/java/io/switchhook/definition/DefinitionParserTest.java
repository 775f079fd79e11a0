package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.switchhook.definition.Definition.TriggerDefinition;
import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.retry.RetryOverrides;
import io.switchhook.template.Templates;
import io.switchhook.trigger.Condition;
import io.switchhook.trigger.DataFormat;
import io.switchhook.trigger.Trigger;
import io.switchhook.workflow.AnswerPart;
import io.switchhook.workflow.AnswerUse;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.HttpRequestStep.OutboundSignature;
import io.switchhook.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionParserTest {
    private static final String HANDOVER = """
            kind: trigger
            id: handover-ended
            name: Handover ended
            topicName: v2.detail.events.conversation.{id}.user.end
            enabled: true
            matchCriteria:
              - { jsonPath: mediaType,   operator: Equal, value: MESSAGE }
              - { jsonPath: messageType, operator: In, values: [OPEN, WHATSAPP] }
            target: { type: Workflow, id: tell-the-bot }
            ---
            kind: workflow
            id: tell-the-bot
            variables: { Language: en }
            steps:
              - name: notify
                httpRequest:
                  method: POST
                  url: https://bot.example.com/handover/genesysCloudOM
                  contentType: application/json
                  body: '{"userId": "{{ addressTo }}", "disconnectType": "{{ disconnectType }}"}'
                  headers: { X-Count: 3, X-Who: "{{ userId }}" }
                  query: { id: "{{ event.id }}" }
                  authorization: { credential: bot }
                  sign: { verification: hub-sha1, credential: bot }
                  timeout: PT10S
                  connectTimeout: PT2S
                  retry: { attempts: 5, delay: PT5S, factor: 2, maxDelay: PT10M, jitter: 0.5 }
                  output: { ticket: $.id }
            """;

    private static final String EXPORTED = """
            {
              "id": "0b0b0b0b-1111-4222-8333-000000000002", "selfUri": "/api/v2/processautomation/triggers/0b0b",
              "name": "acw-open-messaging", "description": "",
              "topicName": "v2.detail.events.conversation.{id}.acw",
              "enabled": true, "version": 3, "delayBySeconds": null,
              "target": { "type": "Workflow", "id": "0b0b0b0b-1111-4222-8333-000000000001",
                          "workflowTargetSettings": { "dataFormat": "TopLevelPrimitives" } },
              "matchCriteria": [
                { "jsonPath": "mediaType",   "operator": "Equal", "value": "MESSAGE" },
                { "jsonPath": "messageType", "operator": "In",    "values": ["OPEN", "WHATSAPP"] },
                { "jsonPath": "queueId",     "operator": "Exists", "value": true }
              ],
              "eventTTLSeconds": 60
            }
            """;

    private final DefinitionParser parser = new DefinitionParser(new Templates());

    private List<DefinitionError> errors(String text) {
        return parser.parse("rules.yaml", text).errors();
    }

    private static String workflow(String request) {
        return """
                kind: workflow
                id: w
                steps:
                  - name: s
                    httpRequest:
                      url: https://h/
                """ + request.indent(6);
    }

    private static String trigger(String members) {
        return """
                kind: trigger
                id: t
                name: T
                topicName: x
                enabled: true
                target: { type: Workflow, id: w }
                """ + members;
    }

    @Test
    void readsWhatAStepMakesOfItsAnswer() {
        DefinitionFile file = parser.parse("w.yaml", workflow("""
                form: { a: 1 }
                success: [200, 404]
                maxResponse: 64K
                output: { id: $.id, code: { from: status }, where: { header: Location }, whole: { from: answer } }
                """));

        assertThat(file.errors()).isEmpty();
        HttpRequestStep step =
                (HttpRequestStep) ((WorkflowDefinition) file.definitions().get(0))
                        .workflow()
                        .steps()
                        .get(0);
        assertThat(step.form()).containsEntry("a", "1");
        assertThat(step.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(step.answer())
                .isEqualTo(new AnswerUse(
                        java.util.Set.of(200, 404),
                        Optional.of(64 * 1024),
                        java.util.Map.of(
                                "id",
                                new AnswerPart.Json("$.id"),
                                "code",
                                AnswerPart.Whole.STATUS,
                                "where",
                                new AnswerPart.Header("Location"),
                                "whole",
                                AnswerPart.Whole.ANSWER)));
    }

    @Test
    void aFormIsTheBody() {
        assertThat(errors(workflow("body: x").stripTrailing() + "\n      form: { a: x }\n"))
                .singleElement()
                .extracting(DefinitionError::path)
                .isEqualTo("steps[0].httpRequest.form");
        assertThat(errors(workflow("contentType: text/plain").stripTrailing() + "\n      form: { a: x }\n"))
                .singleElement()
                .extracting(DefinitionError::path)
                .isEqualTo("steps[0].httpRequest.contentType");
    }

    @Test
    void readsTriggersAndWorkflowsOfOneFile() {
        DefinitionFile file = parser.parse("handover.yaml", HANDOVER);

        assertThat(file.errors()).isEmpty();
        Trigger trigger = ((TriggerDefinition) file.definitions().get(0)).trigger();
        assertThat(trigger.topicName()).hasToString("v2.detail.events.conversation.{id}.user.end");
        assertThat(trigger.workflow()).isEqualTo("tell-the-bot");
        assertThat(trigger.matchCriteria()).hasSize(2);
        Workflow workflow = ((WorkflowDefinition) file.definitions().get(1)).workflow();
        assertThat(workflow.ordering()).isEqualTo(Workflow.Ordering.SUBJECT);
        assertThat(workflow.variables().getString("Language")).isEqualTo("en");
        HttpRequestStep step = (HttpRequestStep) workflow.steps().get(0);
        assertThat(step.method()).isEqualTo("POST");
        assertThat(step.headers())
                .containsExactly(java.util.Map.entry("X-Count", "3"), java.util.Map.entry("X-Who", "{{ userId }}"));
        assertThat(step.credential()).contains("bot");
        assertThat(step.signature()).contains(new OutboundSignature("hub-sha1", "bot"));
        assertThat(step.timeout()).contains(Duration.ofSeconds(10));
        assertThat(step.connectTimeout()).contains(Duration.ofSeconds(2));
        assertThat(step.answer().output()).containsEntry("ticket", new AnswerPart.Json("$.id"));
        assertThat(step.retry())
                .isEqualTo(new RetryOverrides(
                        OptionalInt.of(5),
                        Optional.of(Duration.ofSeconds(5)),
                        OptionalDouble.of(2),
                        Optional.of(Duration.ofMinutes(10)),
                        OptionalDouble.of(0.5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"export.json", "export.yaml"})
    void readsATriggerAsGenesysCloudExportsIt(String file) {
        DefinitionFile read = parser.parse(file, EXPORTED);

        assertThat(read.errors()).isEmpty();
        Trigger trigger = ((TriggerDefinition) read.definitions().get(0)).trigger();
        assertThat(trigger.timeToLive()).contains(Duration.ofMinutes(1));
        assertThat(trigger.version()).isEqualTo(OptionalLong.of(3));
        assertThat(trigger.dataFormat()).contains(DataFormat.TOP_LEVEL_PRIMITIVES);
        assertThat(trigger.matchCriteria()).hasSize(3);
    }

    @Test
    void aJsonFileMayHoldAList() {
        assertThat(parser.parse("a.json", "[" + EXPORTED + "," + EXPORTED + "]").definitions())
                .extracting(definition -> definition.written().document())
                .containsExactly(1, 2);
    }

    @Test
    void emptyDocumentsSayNothing() {
        DefinitionFile file = parser.parse(
                "a.yaml", "---\n---\n# nothing\n---\n" + workflow("").stripTrailing() + "\n---\n");

        assertThat(file.errors()).isEmpty();
        assertThat(file.definitions()).hasSize(1);
        assertThat(parser.parse("a.yaml", "").definitions()).isEmpty();
    }

    @Test
    void aMistakeNamesFileDocumentLinePathFindingAndWhatIsAllowed() {
        String text = HANDOVER.replace("https://bot.example.com", "ftp://bot.example.com");

        DefinitionFile file = parser.parse("handover.yaml", text);

        assertThat(file.errors())
                .singleElement()
                .extracting(DefinitionError::message)
                .isEqualTo("handover.yaml, document 2, line 18, steps[0].httpRequest.url: found "
                        + "\"ftp://bot.example.com/handover/genesysCloudOM\", allowed is an absolute URL that begins with "
                        + "https:// or http://");
        assertThat(file.definitions()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "method: FETCH; steps[0].httpRequest.method; GET, POST",
                "metod: GET; steps[0].httpRequest.metod; url, headers",
                "timeout: 10; steps[0].httpRequest.timeout; ISO-8601",
                "timeout: PT0S; steps[0].httpRequest.timeout; PT0.001S to PT10M",
                "timeout: 10s; steps[0].httpRequest.timeout; PT0.001S to PT10M",
                "body: '{{ x'; steps[0].httpRequest.body; Pebble",
                "body: '{% include \"x\" %}'; steps[0].httpRequest.body; Pebble",
                "body: 5; steps[0].httpRequest.body; text, in quotes",
                "headers: { 'a b': x }; steps[0].httpRequest.headers.a b; header's name",
                "headers: { Host: x }; steps[0].httpRequest.headers.Host; others",
                "headers: { X: '{{ y' }; steps[0].httpRequest.headers.X; Pebble",
                "headers: [x]; steps[0].httpRequest.headers; an object",
                "query: { q: '{{ y' }; steps[0].httpRequest.query.q; Pebble",
                "contentType: json; steps[0].httpRequest.contentType; media type",
                "form: { a: '{{ x' }; steps[0].httpRequest.form.a; Pebble",
                "success: []; steps[0].httpRequest.success; a list of statuses",
                "success: [200, 600]; steps[0].httpRequest.success[1]; from 200 to 599",
                "success: [ok]; steps[0].httpRequest.success[0]; from 200 to 599",
                "maxResponse: 65M; steps[0].httpRequest.maxResponse; from 0 to 64M",
                "maxResponse: -1; steps[0].httpRequest.maxResponse; from 0 to 64M",
                "output: { a: { from: body } }; steps[0].httpRequest.output.a.from; status, text, headers, answer",
                "output: { a: { } }; steps[0].httpRequest.output.a.from; one of from and header",
                "output: { a: { from: text, header: X } }; steps[0].httpRequest.output.a.from; one of from and header",
                "output: { a: { header: 'a b' } }; steps[0].httpRequest.output.a.header; header's name",
                "output: { a: { from: text, path: x } }; steps[0].httpRequest.output.a.path; from, header",
                "authorization: Bearer x; steps[0].httpRequest.authorization; an object",
                "authorization: { }; steps[0].httpRequest.authorization.credential; text",
                "authorization: { credential: a, token: x }; steps[0].httpRequest.authorization.token; credential",
                "sign: { verification: md5, credential: a }; steps[0].httpRequest.sign.verification; hub-sha1",
                "output: { ticket: '$[' }; steps[0].httpRequest.output.ticket; JSONPath",
                "output: { a-b: $.id }; steps[0].httpRequest.output.a-b; letters",
                "output: { event: $.id }; steps[0].httpRequest.output.event; letters",
                "retry: { attempts: 0 }; steps[0].httpRequest.retry.attempts; from 1 to 100",
                "retry: { attempts: 1.5 }; steps[0].httpRequest.retry.attempts; whole number",
                "retry: { attempts: 1e999999999 }; steps[0].httpRequest.retry.attempts; from 1 to 100",
                "retry: { delay: PT25H }; steps[0].httpRequest.retry.delay; PT0S to PT24H",
                "retry: { delay: -PT1S }; steps[0].httpRequest.retry.delay; PT0S to PT24H",
                "retry: { factor: 0.5 }; steps[0].httpRequest.retry.factor; from 1 to 10",
                "retry: { maxDelay: P8D }; steps[0].httpRequest.retry.maxDelay; PT168H",
                "retry: { jitter: 1.1 }; steps[0].httpRequest.retry.jitter; from 0 to 1",
                "retry: { atempts: 2 }; steps[0].httpRequest.retry.atempts; attempts, delay"
            })
    void everyMistakeInAStepIsNamedWithWhatIsAllowed(String member, String path, String allowed) {
        DefinitionFile file = parser.parse("rules.yaml", workflow(member));

        assertThat(file.definitions()).isEmpty();
        assertThat(file.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo(path);
            assertThat(error.allowed()).contains(allowed);
            assertThat(error.line()).isEqualTo(7);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "eventTTLSeconds: 9; eventTTLSeconds; from 10",
                "delayBySeconds: 59; delayBySeconds; from 60 to 900",
                "delayBySeconds: 901; delayBySeconds; from 60 to 900",
                "delayBySeconds: soon; delayBySeconds; from 60 to 900",
                "{eventTTLSeconds: 10, delayBySeconds: 60}; delayBySeconds; one of them",
                "patterns: {}; patterns; kind, name, id",
                "matchCriteria: [{ jsonPath: a, operator: equals, value: 1 }]; matchCriteria[0].operator; Equal, NotEqual",
                "matchCriteria: [{ jsonPath: a, value: 1 }]; matchCriteria[0].operator; Equal, NotEqual",
                "matchCriteria: [{ operator: Equal, value: 1 }]; matchCriteria[0].jsonPath; text",
                "matchCriteria: [{ jsonPath: '$[', operator: Equal, value: 1 }]; matchCriteria[0].jsonPath; JSONPath",
                "matchCriteria: [{ jsonPath: '$.a[?(@.b =~ /x/)]', operator: Equal, value: 1 }]; matchCriteria[0].jsonPath; JSONPath",
                "matchCriteria: [{ jsonPath: a, operator: Equal }]; matchCriteria[0].value; any JSON value",
                "matchCriteria: [{ jsonPath: a, operator: Equal, values: [1] }]; matchCriteria[0].values; value",
                "matchCriteria: [{ jsonPath: a, operator: In, value: 1 }]; matchCriteria[0].value; values",
                "matchCriteria: [{ jsonPath: a, operator: In, values: 1 }]; matchCriteria[0].values; a list",
                "matchCriteria: [{ jsonPath: a, operator: GreaterThan, value: '1' }]; matchCriteria[0].value; a number",
                "matchCriteria: [{ jsonPath: a, operator: Size, value: -1 }]; matchCriteria[0].value; whole number",
                "matchCriteria: [{ jsonPath: a, operator: Exists, value: 'yes' }]; matchCriteria[0].value; true or false",
                "matchCriteria: [{ jsonPath: a, operator: Equal, value: 1, nor: 2 }]; matchCriteria[0].nor; jsonPath, operator",
                "matchCriteria: [a]; matchCriteria[0]; an object"
            })
    void everyMistakeInATriggerIsNamedWithWhatIsAllowed(String members, String path, String allowed) {
        String block = members.startsWith("{")
                ? members.substring(1, members.length() - 1).replace(", ", "\n")
                : members;

        assertThat(errors(trigger(block))).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo(path);
            assertThat(error.allowed()).contains(allowed);
        });
    }

    @Test
    void everythingWrongWithADocumentIsReportedAtOnce() {
        assertThat(errors("kind: trigger\nid: ''\nenabled: 1\ntarget: { type: Flow }\n"))
                .extracting(DefinitionError::path)
                .containsExactlyInAnyOrder("id", "name", "topicName", "enabled", "target.type", "target.id");
        assertThat(errors("kind: workflow\nid: w\nsteps: []"))
                .extracting(DefinitionError::path)
                .containsExactly("steps");
        assertThat(errors("kind: workflow\nid: w\nsteps: [{ name: a }, { name: a }]"))
                .extracting(DefinitionError::path)
                .containsExactly("steps[0].httpRequest", "steps[1].name", "steps[1].httpRequest");
    }

    @Test
    void kindsOfLaterDaysAreRefusedWithWhatIsAllowed() {
        assertThat(errors("kind: pattern\nid: p")).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("kind");
            assertThat(error.found()).isEqualTo("\"pattern\"");
            assertThat(error.allowed()).isEqualTo("trigger, workflow, data-action, variable");
        });
        assertThat(errors("id: p")).extracting(DefinitionError::path).containsExactly("kind");
        assertThat(errors("- 1")).extracting(DefinitionError::allowed).containsExactly("an object");
    }

    @Test
    void whatMayBeASecretIsNotRepeated() {
        assertThat(errors(workflow("authorization: Bearer hunter2")))
                .noneMatch(error -> error.message().contains("hunter2"));
        assertThat(errors(workflow("authorization: { credential: 'Bearer hunter2' }")))
                .isNotEmpty()
                .noneMatch(error -> error.message().contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: workflow\nid: [",
                "kind: workflow\nkind: workflow",
                "a: *nothing",
                "a: !!java.lang.Runtime {}",
                "a: !x 1",
                "body: {{ x }}",
                "? [a]\n: 1",
                "a: .inf",
                "a: -.inf",
                "\tkind: x",
                "a: 'open",
                "%YAML 2.0\n---\na: 1"
            })
    void whatIsNoYamlOfOursEndsTheFileWithOneError(String text) {
        DefinitionFile file = parser.parse("a.yaml", workflow("") + "---\n" + text);
        if (!text.startsWith("%")) {
            assertThat(file.definitions()).hasSize(1);
        }
        assertThat(file.errors()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[", "{\"a\":1,\"a\":2}", "{\"a\":1} {}", "nul", "{\"a\":1e}", "[1", "{a:1}", "\u0000"})
    void whatIsNoJsonIsAnError(String text) {
        assertThat(parser.parse("a.json", text).errors()).hasSize(1);
    }

    @Test
    void hostileFilesEndInAnErrorQuickly() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(errors(laughs.toString())).singleElement().satisfies(error -> assertThat(error.allowed())
                    .contains("values"));
            assertThat(errors("[".repeat(100_000))).hasSize(1);
            assertThat(errors("{a: ".repeat(100_000))).hasSize(1);
            assertThat(errors("a: " + "9".repeat(900_000))).hasSize(1);
            assertThat(errors("a: 1e" + "9".repeat(30))).hasSize(1);
            assertThat(errors("- ".repeat(100_000))).hasSize(1);
            assertThat(parser.parse("a.json", "[".repeat(100_000)).errors()).hasSize(1);
            assertThat(parser.parse("a.json", "{\"a\":".repeat(100_000)).errors())
                    .hasSize(1);
            assertThat(parser.parse("a.json", "[{\"a\":" + "9".repeat(900_000) + "}]")
                            .errors())
                    .hasSize(1);
        });
    }

    @Property
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(parser.parse("a.yaml", text)).isNotNull();
        assertThat(parser.parse("a.json", text)).isNotNull();
        assertThat(parser.parse("a.yaml", "kind: trigger\nid: " + text)).isNotNull();
    }

    @Test
    void numbersInDefinitionsKeepTheirDigits() {
        DefinitionFile file = parser.parse(
                "a.yaml", trigger("matchCriteria: [{ jsonPath: a, operator: Equal, value: 12345678901234567890.10 }]"));

        Trigger trigger = ((TriggerDefinition) file.definitions().get(0)).trigger();
        assertThat(((Condition) trigger.matchCriteria().get(0)).operand()).hasToString("12345678901234567890.10");
    }
}
