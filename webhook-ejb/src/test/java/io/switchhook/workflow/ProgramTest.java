package io.switchhook.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.retry.RetryOverrides;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void stepsOfAFailureStandBetweenTheirsAndTheNext() {
        Program program = Program.of(List.of(
                step("a", OnFailure.STOP),
                step(
                        "b",
                        new OnFailure.Steps(List.of(
                                step("c", new OnFailure.Steps(List.of(step("d", OnFailure.STOP)))),
                                step("e", OnFailure.CONTINUE)))),
                step("f", OnFailure.CONTINUE)));

        assertThat(program.steps()).extracting(Step::name).containsExactly("a", "b", "c", "d", "e", "f");
        assertThat(nextOfAll(program)).containsExactly(1, 5, 4, 4, 5, 6);
        assertThat(failedOfAll(program)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(program.isEnd(5)).isFalse();
        assertThat(program.isEnd(6)).isTrue();
        assertThat(program.position("d")).hasValue(3);
        assertThat(program.position("g")).isEmpty();
    }

    private static List<Integer> nextOfAll(Program program) {
        return program.steps().stream()
                .map(step -> program.next(program.position(step.name()).orElseThrow()))
                .toList();
    }

    private static List<Integer> failedOfAll(Program program) {
        return program.steps().stream()
                .map(step -> program.failed(program.position(step.name()).orElseThrow()))
                .toList();
    }

    private static Step step(String name, OnFailure onFailure) {
        return new DataActionStep(
                new StepHead(name, List.of(), onFailure, RetryOverrides.NONE),
                "any",
                JsonValue.EMPTY_JSON_OBJECT,
                Map.of());
    }
}
