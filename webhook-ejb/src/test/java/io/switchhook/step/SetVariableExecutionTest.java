package io.switchhook.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.memory.VariableChanges;
import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import io.switchhook.template.Templates;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.variable.DefinedGlobals;
import io.switchhook.variable.VariableValue;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.SetVariable;
import io.switchhook.workflow.SetVariableStep;
import io.switchhook.workflow.SetVariableStep.Scope;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SetVariableExecutionTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final DefinedGlobals DEFINED = new DefinedGlobals() {
        @Override
        public Optional<DefinedGlobal> variable(String id) {
            return id.equals("fixed")
                    ? Optional.of(new DefinedGlobal("fixed", JsonValue.TRUE, "globals.yaml"))
                    : Optional.empty();
        }

        @Override
        public List<DefinedGlobal> variables() {
            return List.of();
        }
    };

    private final SetVariableExecution execution = new SetVariableExecution(new Templates(), changes());

    private static VariableChanges changes() {
        DataSource memory = TestStore.migrated();
        return new VariableChanges(Database.on(memory), DEFINED, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static RunContext context(String subject) {
        return new RunContext(
                17,
                new EventRecord(
                        "e-1",
                        EventKind.PLAIN,
                        "calls",
                        "webex.flow.NewContact",
                        subject,
                        NOON,
                        NOON,
                        "",
                        JsonText.read("{\"ANI\":\"+1\",\"hostile\":\"{{ event.id }}\"}")),
                JsonValue.EMPTY_JSON_OBJECT,
                1);
    }

    private static SetVariableStep step(Scope scope, String name, String value) {
        return new SetVariableStep(StepHead.of("remember"), scope, Map.of(name, VariableValue.read(value)));
    }

    @Test
    void aVariableOfTheRunIsItsOutput() {
        StepResult.Done done = (StepResult.Done)
                execution.execute(step(Scope.RUN, "who", "{\"n\":1.50,\"t\":[\"{{ ANI }}!\",null]}"), context("c-1"));

        assertThat(done.output()).hasToString("{\"who\":{\"n\":1.50,\"t\":[\"+1!\",null]}}");
        assertThat(done.writes()).isEmpty();
        assertThat(done.summary()).isEqualTo("set run variable who");
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"SUBJECT", "GLOBAL"})
    void oneThatOutlivesTheRunIsWrittenWithTheRecordOfTheStep(Scope scope) {
        StepResult.Done done = (StepResult.Done) execution.execute(step(scope, "who", "\"{{ ANI }}\""), context("c-1"));

        assertThat(done.writes())
                .containsExactly(
                        new SetVariable(scope, "who", JsonText.provider().createValue("+1"), "remember"));
        assertThat(done.output()).isEmpty();
    }

    @Test
    void whatAValueHoldsIsNoTemplate() {
        StepResult.Done done =
                (StepResult.Done) execution.execute(step(Scope.RUN, "who", "\"{{ hostile }}\""), context("c-1"));

        assertThat(done.output().getString("who")).isEqualTo("{{ event.id }}");
    }

    @Test
    void whatCannotBeSetFailsForGoodAndSaysWhy() {
        assertThat(failed(step(Scope.GLOBAL, "fixed", "1"), "c-1"))
                .isEqualTo("global variable fixed: it is defined in globals.yaml and can be changed there only");
        assertThat(failed(step(Scope.SUBJECT, "who", "1"), "")).isEqualTo("subject variable who: there is no subject");
        assertThat(failed(step(Scope.SUBJECT, "who", "\"{% for i in range(1, 9000) %}xx{% endfor %}\""), "c-1"))
                .isEqualTo("subject variable who: value: found 18002 bytes of JSON, allowed are 16384");
        assertThat(failed(step(Scope.RUN, "who", "\"{% for i in range(1, 90000) %}{% endfor %}\""), "c-1"))
                .startsWith("run variable who: ");
    }

    private String failed(SetVariableStep step, String subject) {
        StepResult.Failed failed = (StepResult.Failed) execution.execute(step, context(subject));
        assertThat(failed.retryable()).isFalse();
        return failed.reason();
    }
}
