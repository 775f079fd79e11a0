package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.Definition.WorkflowDefinition;
import io.switchhook.definition.DefinitionFile;
import io.switchhook.definition.DefinitionParser;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.step.EndStepExecution;
import io.switchhook.template.Templates;
import io.switchhook.workflow.EndStep;
import io.switchhook.workflow.Rules;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.Workflow;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The engine with workflows as their authors write them. Each event of topic {@code call.started} starts all of them. */
final class FlowFixture {
    final EngineFixture engine = new EngineFixture();

    private final DefinitionParser parser = new DefinitionParser(new Templates());
    private final EndStepExecution ends = new EndStepExecution(new Templates());

    FlowFixture() {
        engine.startedBy = event -> event.topic().equals("call.started");
        engine.target = this::does;
    }

    /** Steps whose name begins with {@code fail} do so, others are done and tell their variables. */
    private StepResult does(Step step, RunContext context) {
        if (step instanceof EndStep end) {
            return ends.execute(end, context);
        }
        return step.name().startsWith("fail")
                ? new StepResult.Failed("http://t:1", "404 Not Found", false, Optional.empty())
                : new StepResult.Done("http://t:1", context.variables().toString(), JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Defines a workflow anew, with steps in YAML; {@code call(x)} stands for a step of that name. */
    FlowFixture define(String id, String steps) {
        String text = "kind: workflow\nid: " + id + "\nsteps:\n"
                + steps.replaceAll("call\\(([^)]*)\\)", "name: $1, httpRequest: { url: 'http://t:1/' }");
        DefinitionFile file = parser.parse("flow.yaml", text);
        assertThat(file.errors()).isEmpty();
        Workflow workflow = ((WorkflowDefinition) file.definitions().get(0)).workflow();
        engine.starts.removeIf(start -> start.workflow().id().equals(id));
        engine.starts.add(new Rules.Start("on-" + id, "0123456789ab", workflow, Duration.ZERO, workflow.variables()));
        return this;
    }

    /** Takes in an event that starts the workflows, and works as far as it goes. */
    FlowFixture start(String id, String subject, String data) {
        engine.take(event(id, "call.started", subject, data));
        engine.heedBells();
        return this;
    }

    /** Takes in an event that starts nothing. */
    void tell(String id, String topic, String subject, String data) {
        engine.take(event(id, topic, subject, data));
    }

    /** Takes in an event that starts nothing, by a message the broker may have brought before. */
    void tellAs(String message, String id, String topic, String subject) {
        engine.take(event(id, topic, subject, "{}"), message);
    }

    static InboundMessage event(String id, String topic, String subject, String data) {
        return new InboundMessage(
                new EventRecord(
                        id,
                        EventKind.PLAIN,
                        "cloud",
                        topic,
                        subject,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "",
                        JsonText.read(data)),
                JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Advances the clock, lets the sweep ring and works as far as it goes. */
    void later(Duration wait) {
        engine.clock.advance(wait);
        engine.rung.clear();
        engine.sweeper.sweep(true);
        engine.heedBells();
    }

    List<String> attempts() {
        return engine.column("select concat(step, ' ', number, ' ', outcome) from attempt order by id");
    }

    List<String> details() {
        return engine.column("select concat(step, ': ', detail) from attempt order by id");
    }

    List<String> runs() {
        return engine.column("select concat(status, ' ', step_name, ' ', reason) from run order by id");
    }

    List<String> deadLetters() {
        return engine.column("select concat(step, ': ', reason) from dead_letter order by id");
    }
}
