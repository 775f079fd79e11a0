package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.definition.Definition.TriggerDefinition;
import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.retry.RetryOverrides;
import io.switchhook.trigger.Condition;
import io.switchhook.trigger.DataFormat;
import io.switchhook.trigger.Trigger;
import io.switchhook.workflow.AnswerPart;
import io.switchhook.workflow.AnswerUse;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.HttpRequestStep.OutboundSignature;
import io.switchhook.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionParserTest extends DefinitionParserFixture {
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
    void numbersInDefinitionsKeepTheirDigits() {
        DefinitionFile file = parser.parse(
                "a.yaml", trigger("matchCriteria: [{ jsonPath: a, operator: Equal, value: 12345678901234567890.10 }]"));

        Trigger trigger = ((TriggerDefinition) file.definitions().get(0)).trigger();
        assertThat(((Condition) trigger.matchCriteria().get(0)).operand()).hasToString("12345678901234567890.10");
    }
}
