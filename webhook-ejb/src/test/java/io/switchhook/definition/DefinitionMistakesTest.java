package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionMistakesTest extends DefinitionParserFixture {
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
}
