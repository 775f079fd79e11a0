package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.template.Templates;
import io.switchhook.workflow.EmitEventStep;
import io.switchhook.workflow.ScreenPopStep;
import io.switchhook.workflow.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnStepsParserTest {

    private static DefinitionFile parse(String step) {
        String workflow = "kind: workflow\nid: w\nsteps:\n" + step.indent(2);
        return new DefinitionParser(new Templates()).parse("w.yaml", workflow);
    }

    private static Step step(String text) {
        DefinitionFile file = parse(text);
        assertThat(file.errors()).isEmpty();
        return ((WorkflowDefinition) file.definitions().get(0))
                .workflow()
                .steps()
                .get(0);
    }

    private static List<String> errors(String text) {
        return parse(text).errors().stream().map(DefinitionError::message).toList();
    }

    @Test
    void readsAnEventToEmit() {
        EmitEventStep step = (EmitEventStep) step("""
                - name: tell
                  emitEvent:
                    topic: call.wrapped-up
                    subject: '{{ conversationId }}'
                    data: { agent: '{{ agent }}', more: [1, true] }
                    id: 'wrap-up-{{ conversationId }}'
                """);

        assertThat(step.name()).isEqualTo("tell");
        assertThat(step.topic()).isEqualTo("call.wrapped-up");
        assertThat(step.subject()).contains("{{ conversationId }}");
        assertThat(step.data()).hasToString("{\"agent\":\"{{ agent }}\",\"more\":[1,true]}");
        assertThat(step.id()).contains("wrap-up-{{ conversationId }}");
    }

    @Test
    void readsAScreenPop() {
        ScreenPopStep step = (ScreenPopStep) step("""
                - name: pop
                  screenPop:
                    agent: '{{ agent }}'
                    url: https://crm.example.com/{{ customer }}
                    label: '{{ WhoIsCalling }}'
                    query: { from: '{{ ANI }}' }
                    display: inside-desktop
                """);

        assertThat(step.agent()).isEqualTo("{{ agent }}");
        assertThat(step.url()).isEqualTo("https://crm.example.com/{{ customer }}");
        assertThat(step.label()).isEqualTo("{{ WhoIsCalling }}");
        assertThat(step.query()).isEqualTo(Map.of("from", "{{ ANI }}"));
        assertThat(step.display()).isEqualTo("inside-desktop");
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertThat(step("- { name: tell, emitEvent: { topic: a } }"))
                .isInstanceOfSatisfying(EmitEventStep.class, emit -> {
                    assertThat(emit.subject()).isEqualTo(Optional.empty());
                    assertThat(emit.data()).isEmpty();
                });
        assertThat(step("- { name: pop, screenPop: { agent: anna, url: 'https://x/' } }"))
                .isInstanceOfSatisfying(ScreenPopStep.class, pop -> {
                    assertThat(pop.display()).isEqualTo("new-tab");
                    assertThat(pop.label()).isEmpty();
                });
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(
                        errors(
                                "- { name: tell, emitEvent: { topic: switchhook.dead-letter, data: { x: ['{{ '] }, sourc: a } }"))
                .hasSize(3)
                .anyMatch(error -> error.contains("does not begin with switchhook."))
                .anyMatch(error -> error.contains("data.x[0]"))
                .anyMatch(error -> error.contains("sourc") && error.contains("topic, subject, data, id"));
        assertThat(errors("- { name: pop, screenPop: { url: 'ftp://x/', display: popup } }"))
                .hasSize(3)
                .anyMatch(error -> error.contains("agent"))
                .anyMatch(error -> error.contains("begins with https:// or http://"))
                .anyMatch(error -> error.contains("new-tab, existing-tab, inside-desktop"));
    }

    @Test
    void theSampleIsWithoutMistakes() throws IOException {
        Path sample = Path.of("../docs/samples/alert-on-dead-letters.yaml");

        assertThat(new DefinitionParser(new Templates())
                        .parse("sample.yaml", Files.readString(sample))
                        .errors())
                .isEmpty();
    }
}
