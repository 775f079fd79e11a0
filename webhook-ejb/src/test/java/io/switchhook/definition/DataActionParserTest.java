package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.RequestTemplates;
import io.switchhook.definition.Definition.DataActionDefinition;
import io.switchhook.template.Templates;
import io.switchhook.workflow.DataActionStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataActionParserTest {
    private final DefinitionParser parser = new DefinitionParser(new Templates());

    private DataAction action(String file, String text) {
        DefinitionFile read = parser.parse(file, text);
        assertThat(read.errors()).isEmpty();
        return ((DataActionDefinition) read.definitions().get(0)).action();
    }

    private List<String> errors(String file, String text) {
        return parser.parse(file, text).errors().stream()
                .map(DefinitionError::message)
                .toList();
    }

    private static String resource(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/data-actions", name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cognigy-handover.json", "contact-lookup.json", "queue-observations.json", "api-resource.json"})
    void whatGenesysExportsLoadsUnchangedAndIsExportedAsItWas(String name) throws IOException {
        String exported = resource(name);

        DataAction action = action(name, exported);

        assertThat(action.document()).isEqualTo(DataActionSamples.json(exported));
        assertThat(action.document().toString())
                .isEqualTo(DataActionSamples.json(exported).toString());
        // what was exported is taken in again
        assertThat(action("again.json", action.document().toString())).isEqualTo(action);
    }

    @Test
    void anExportHasItsNameAsIdUnlessItSaysOne() throws IOException {
        assertThat(action("a.json", resource("cognigy-handover.json")).id()).isEqualTo("Handover end");
        assertThat(action("a.json", resource("api-resource.json")).id())
                .isEqualTo("custom_-_0b0b0b0b-1111-4222-8333-000000000001");
    }

    @Test
    void whatGenesysAddsSomeDayIsKeptAndTheCredentialIsNotExported() throws IOException {
        String newer = resource("cognigy-handover.json")
                .replaceFirst("\\{", "{\"newTop\":[1],")
                .replace("\"request\": {", "\"newConfig\":{}, \"request\": { \"newRequest\": 1.50,");

        DataAction action =
                action("a.json", newer.replaceFirst("\\{", "{\"credential\":\"crm\",\"authAction\":\"login\","));

        assertThat(action.credential()).contains("crm");
        assertThat(action.authAction()).contains("login");
        assertThat(action.document())
                .isEqualTo(DataActionSamples.json(newer))
                .hasToString(DataActionSamples.json(newer).toString());
    }

    @Test
    void oursIsTheSameWithIdAndCredential() {
        DataAction action = action("a.yaml", YAML);

        assertThat(action.id()).isEqualTo("tell-bot");
        assertThat(action.name()).isEqualTo("tell-bot");
        assertThat(action.credential()).contains("bot");
        assertThat(action.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(action.request())
                .isEqualTo(new RequestTemplates(
                        "POST",
                        "https://bot.example.com/x",
                        Map.of("X-Key", "${credentials.apiKey}"),
                        RequestTemplates.RAW_REQUEST));
        assertThat(action.document())
                .doesNotContainKeys("kind", "id", "credential")
                .containsKeys("contract", "config");
    }

    @Test
    void withoutTimeOutItIsAMinute() {
        assertThat(action("a.yaml", YAML.replace("  timeoutSeconds: 5\n", "")).timeout())
                .isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timeoutSeconds: 5 | timeoutSeconds: 61 | a.yaml, document 1, line 9, config.timeoutSeconds: found 61, allowed is a whole number from 1 to 60",
                "timeoutSeconds: 5 | timeoutSeconds: 0 | a.yaml, document 1, line 9, config.timeoutSeconds: found 0, allowed is a whole number from 1 to 60",
                "timeoutSeconds: 5 | timeout: 5 | a.yaml, document 1, line 9, config.timeout: found an unknown member, allowed is request, response, timeoutSeconds",
                "requestType: POST | requestType: HEAD | a.yaml, document 1, line 11, config.request.requestType: found \"HEAD\", allowed is GET, PUT, POST, PATCH, DELETE",
                "https://bot | ftp://bot | a.yaml, document 1, line 12, config.request.requestUrlTemplate: found \"ftp://bot.example.com/x\", allowed is an absolute URL that begins with https:// or http://",
                "X-Key | X Key | a.yaml, document 1, line 13, config.request.headers.X Key: found this name, allowed is a header's name (RFC 9110, a token)",
                "X-Key | Host | a.yaml, document 1, line 13, config.request.headers.Host: found this header, allowed is others; it is set by the HTTP client",
                "${credentials.apiKey} | #include(\"x\") | a.yaml, document 1, line 13, config.request.headers.X-Key: found template line 1: #include is not allowed; allowed are #set, #if, #elseif, #else, #foreach, #break, #stop and #end, allowed is a Velocity template",
                "$.id | '$..[' | a.yaml, document 1, line 15, config.response.translationMap.ticket: found \"$..[\" (*), allowed is a JSONPath",
                "successSchema: {} | successSchema: { pattern: '(' } | a.yaml, document 1, line 7, contract.output.successSchema: found a schema that cannot be used: *, allowed is a JSON Schema",
                "successSchema: {} | successSchemaUri: /x | a.yaml, document 1, line 7, contract.output.successSchema: found nothing, allowed is a JSON Schema, here and not as a file of its own",
                "credential: bot | credential: 'a b' | a.yaml, document 1, line 4, credential: found something else, allowed is a credential's name of letters, digits and . _ -"
            })
    void mistakesSayWhereAndWhatIsAllowed(String right, String wrong, String message) {
        List<String> errors = errors("a.yaml", YAML.replace(right, wrong));

        assertThat(errors)
                .singleElement()
                .asString()
                .matches(Pattern.quote(message).replace("*", "\\E.*\\Q"));
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(errors("a.yaml", "kind: data-action\nname: 7\n")).hasSizeGreaterThan(4);
    }

    @Test
    void theSameIdASecondTimeIsAnError() {
        DefinitionSet set = DefinitionSet.of(List.of(parser.parse("a.yaml", YAML), parser.parse("b.yaml", YAML)));

        assertThat(set.dataActions()).hasSize(1);
        assertThat(set.errors()).extracting(DefinitionError::file).containsExactly("b.yaml");
    }

    @Test
    void stepsNameTheirActionInputAndOutput() {
        DefinitionFile read = parser.parse("w.yaml", WORKFLOW);
        DefinitionSet set = DefinitionSet.of(List.of(read, parser.parse("a.yaml", YAML)));

        assertThat(set.errors()).isEmpty();
        DataActionStep step = (DataActionStep) set.workflows().get(0).steps().get(0);
        assertThat(step.action()).isEqualTo("tell-bot");
        assertThat(step.input())
                .isEqualTo(DataActionSamples.json("{\"userId\":\"{{ addressTo }}\",\"n\":[1,\"{{ x }}\"]}"));
        assertThat(step.output()).containsEntry("ticket", "$.ticket");
        assertThat(step.retry().attempts()).hasValue(3);
    }

    @Test
    void aStepWithoutItsActionIsToldBeforeItFails() {
        DefinitionSet set = DefinitionSet.of(List.of(parser.parse("w.yaml", WORKFLOW)));

        assertThat(set.errors())
                .extracting(DefinitionError::message)
                .containsExactly(
                        "w.yaml, document 1, line 1, steps: found data action \"tell-bot\", which does not exist;"
                                + " step \"tell\" will fail, allowed is the id of a data action");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: tell-bot | ide: tell-bot | steps[0].dataAction.id: found nothing",
                "{{ addressTo }} | {{ addressTo | steps[0].dataAction.input.userId: found template",
                "{{ x }} | {% include \"a\" %} | steps[0].dataAction.input.n[1]: found template",
                "ticket: $.ticket | event: $.ticket | steps[0].dataAction.output.event: found this name",
                "dataAction: | `httpRequest: { url: 'https://a' }\n    dataAction:` | steps[0].dataAction: found httpRequest and dataAction",
                "dataAction: | somethingElse: | steps[0].httpRequest: found nothing, allowed is what the step does: one of httpRequest, dataAction"
            })
    void mistakesInStepsAreTold(String right, String wrong, String part) {
        List<String> errors = errors("w.yaml", WORKFLOW.replace(right, wrong));

        assertThat(errors).isNotEmpty();
        assertThat(errors).anyMatch(error -> error.contains(part));
    }

    @Test
    void theExamplesOfTheDocumentationLoad() throws IOException {
        Matcher blocks = Pattern.compile("```(yaml|json)\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/data-actions.md")));
        int definitions = 0;
        StringBuilder yaml = new StringBuilder();
        while (blocks.find()) {
            String text = blocks.group(2);
            if (blocks.group(1).equals("yaml")) {
                yaml.append("---\n").append(text);
            } else if (text.contains("\"contract\"")) {
                assertThat(errors("doc.json", text)).isEmpty();
                definitions++;
            }
        }
        DefinitionSet set = DefinitionSet.of(List.of(parser.parse("doc.yaml", yaml.toString())));
        assertThat(set.errors()).isEmpty();
        assertThat(set.dataActions()).isNotEmpty();
        assertThat(set.workflows()).isNotEmpty();
        assertThat(definitions).isPositive();
    }

    private static final String YAML = """
            kind: data-action
            id: tell-bot
            category: bots
            credential: bot
            contract:
              input: { inputSchema: { type: object, properties: { userId: { type: string } } } }
              output: { successSchema: {} }
            config:
              timeoutSeconds: 5
              request:
                requestType: POST
                requestUrlTemplate: https://bot.example.com/x
                headers: { X-Key: '${credentials.apiKey}' }
              response:
                translationMap: { ticket: $.id }
            """;

    private static final String WORKFLOW = """
            kind: workflow
            id: w
            steps:
              - name: tell
                dataAction:
                  id: tell-bot
                  input: { userId: '{{ addressTo }}', n: [1, '{{ x }}'] }
                  output: { ticket: $.ticket }
                  retry: { attempts: 3 }
            """;
}
