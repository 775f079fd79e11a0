package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.template.Templates;
import io.switchhook.workflow.ChooseStep;
import io.switchhook.workflow.EndStep;
import io.switchhook.workflow.OnFailure;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.WaitStep;
import io.switchhook.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsParserTest {
    private static final String ALL = """
            kind: workflow
            id: report
            steps:
              - name: tell
                when: { jsonPath: mediaType, operator: Equal, value: MESSAGE }
                httpRequest: { url: https://h/tell, retry: { attempts: 2 } }
                onFailure:
                  - name: alarm
                    onFailure: continue
                    httpRequest: { url: https://h/alarm }
              - name: handover
                wait:
                  until:
                    topicName: v2.detail.events.conversation.*.user.end
                    matchCriteria: [ { jsonPath: disconnectType, operator: NotEqual, value: TRANSFER } ]
                    pattern: { mediaType: [ MESSAGE ] }
                  timeout: PT8H
              - name: pause a while
                wait: { for: PT30S }
              - name: which
                choose:
                  - when: [ { jsonPath: handover.outcome, operator: Equal, value: event } ]
                    steps:
                      - { name: wrap up, httpRequest: { url: https://h/wrap } }
                  - when: [ { jsonPath: event.source, operator: Equal, value: cloud } ]
                    steps:
                      - { name: stop, end: { outcome: failed, reason: "{{ failure.reason }}" } }
                otherwise:
                  - { name: quiet, end: { } }
            """;

    private final DefinitionParser parser = new DefinitionParser(new Templates());

    @Test
    void readsEveryKindOfStepWithWhatAllHave() {
        Workflow workflow = workflow(ALL);

        assertThat(workflow.steps())
                .extracting(Step::name)
                .containsExactly("tell", "alarm", "handover", "pause a while", "which", "wrap up", "stop", "quiet");
        Step tell = workflow.steps().get(0);
        assertThat(tell.head().when()).hasSize(1);
        assertThat(tell.retry().attempts()).hasValue(2);
        assertThat(tell.head().onFailure()).isInstanceOf(OnFailure.Steps.class);
        assertThat(workflow.steps().get(1).head().onFailure()).isEqualTo(OnFailure.CONTINUE);
        assertThat(workflow.steps().get(2)).isInstanceOfSatisfying(WaitStep.class, wait -> {
            assertThat(wait.longest()).isEqualTo(Duration.ofHours(8));
            assertThat(wait.output()).isEqualTo("handover");
            assertThat(wait.until().orElseThrow().matchCriteria()).hasSize(1);
            assertThat(wait.until().orElseThrow().pattern()).isPresent();
            assertThat(wait.head().onFailure()).isEqualTo(OnFailure.STOP);
        });
        assertThat(workflow.steps().get(3)).isInstanceOfSatisfying(WaitStep.class, wait -> {
            assertThat(wait.longest()).isEqualTo(Duration.ofSeconds(30));
            assertThat(wait.output()).isEmpty();
        });
        assertThat(workflow.steps().get(4)).isInstanceOfSatisfying(ChooseStep.class, choice -> {
            assertThat(choice.branches()).hasSize(2);
            assertThat(choice.otherwise()).hasSize(1);
        });
        assertThat(workflow.steps().get(6)).isInstanceOfSatisfying(EndStep.class, end -> assertThat(end.succeeded())
                .isFalse());
        assertThat(workflow.steps().get(7)).isInstanceOfSatisfying(EndStep.class, end -> assertThat(end.succeeded())
                .isTrue());
    }

    @Test
    void theSameContentHasTheSameVersionHoweverItIsLaidOut() {
        String version = workflow(ALL).version();

        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(workflow(ALL.replace("steps:\n  - name: tell", "steps:\n  # a remark\n  - name: 'tell'"))
                        .version())
                .isEqualTo(version);
        assertThat(workflow(ALL.replace("PT8H", "PT9H")).version()).isNotEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: alarm | name: tell | steps[0].onFailure[0].name: found \"tell\" a second time",
                "name: quiet | name: stop | steps[3].otherwise[0].name: found \"stop\" a second time",
                "onFailure: continue | onFailure: go on | steps[0].onFailure[0].onFailure: found \"go on\", allowed is stop, continue",
                "onFailure: continue | onFailure: 5 | steps[0].onFailure[0].onFailure: found something else, allowed is stop, continue, or a list of steps",
                "onFailure: continue | onFailure: [] | steps[0].onFailure[0].onFailure: found none, allowed is 1 to 100 steps",
                "operator: Equal, value: MESSAGE | operator: Equals, value: MESSAGE | steps[0].when.operator: found \"Equals\"",
                "for: PT30S | for: P31D | steps[2].wait.for: found \"P31D\", allowed is an ISO-8601 duration from PT0S to PT720H",
                "for: PT30S | fore: PT30S | steps[2].wait.for: found nothing, allowed is for: a duration, or until: an event",
                "for: PT30S | for: PT30S, until: { topicName: x }, timeout: PT1S | steps[2].wait.until: found for and until",
                "for: PT30S | for: PT30S, timeout: PT1S | steps[2].wait.timeout: found timeout with for",
                "timeout: PT8H | output: x | steps[1].wait.timeout: found nothing, allowed is an ISO-8601 duration",
                "timeout: PT8H | `timeout: PT8H\n      output: event` | steps[1].wait.output: found \"event\"",
                "name: handover | name: the handover | steps[1].wait.output: found nothing, and the step's name \"the handover\" is no variable's",
                "topicName: v2.detail.events.conversation.*.user.end | topic: x | steps[1].wait.until.topicName: found nothing",
                "mediaType: [ MESSAGE ] | mediaType: MESSAGE | steps[1].wait.until.pattern.mediaType: found",
                "outcome: failed | outcome: broken | steps[3].choose[1].steps[0].end.outcome: found \"broken\", allowed is succeeded, failed",
                "{{ failure.reason }} | {{ failure.reason | steps[3].choose[1].steps[0].end.reason: found template",
                "`when: [ { jsonPath: event.source, operator: Equal, value: cloud } ]` | when: [] | steps[3].choose[1].when: found no condition",
                "choose: | `choose: []\n    was:` | steps[3].choose: found no branch",
                "otherwise: | `onFailure: continue\n    otherwise:` | steps[3].onFailure: found an unknown member",
                "otherwise: | elsewise: | steps[3].elsewise: found an unknown member, allowed is name, when",
            })
    void everyMistakeIsNamedWithWhatIsAllowed(String right, String wrong, String message) {
        String text = ALL.replace(right.strip(), wrong.strip());

        DefinitionFile file = parser.parse("rules.yaml", text);

        assertThat(file.definitions()).isEmpty();
        assertThat(file.errors())
                .extracting(DefinitionError::message)
                .anyMatch(found -> found.contains(message.strip()));
    }

    @Test
    void stepsInsideOfOthersCountToo() {
        StringBuilder inside = new StringBuilder();
        for (int i = 0; i < 99; i++) {
            inside.append("      - { name: s").append(i).append(", end: { } }\n");
        }
        String text =
                "kind: workflow\nid: big\nsteps:\n  - name: c\n    choose:\n    - when: { jsonPath: a, operator: Exists,"
                        + " value: true }\n      steps:\n" + inside;

        assertThat(parser.parse("big.yaml", text).errors()).isEmpty();
        assertThat(parser.parse("big.yaml", text + "      - { name: more, end: { } }\n")
                        .errors())
                .singleElement()
                .extracting(DefinitionError::message)
                .asString()
                .contains("found 101 steps, allowed is 1 to 100 steps in all");
    }

    private Workflow workflow(String text) {
        DefinitionFile file = parser.parse("rules.yaml", text);
        assertThat(file.errors()).isEmpty();
        List<Definition> definitions = file.definitions();
        return ((WorkflowDefinition) definitions.get(0)).workflow();
    }
}
