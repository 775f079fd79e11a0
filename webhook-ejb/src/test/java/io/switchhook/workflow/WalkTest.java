package io.switchhook.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.retry.RetryOverrides;
import io.switchhook.trigger.Condition;
import io.switchhook.trigger.Criterion;
import io.switchhook.trigger.Operator;
import io.switchhook.trigger.Place;
import io.switchhook.variable.RunNames;
import io.switchhook.workflow.ChooseStep.Branch;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WalkTest {
    private static final EventRecord EVENT = new EventRecord(
            "e1",
            EventKind.PLAIN,
            "cloud",
            "call.ended",
            "c1",
            Instant.EPOCH,
            Instant.EPOCH,
            "",
            JsonText.read("{\"lang\":\"de\",\"card\":\"4711\"}"));

    private final JsonObject variables = JsonText.read("{\"lang\":\"en\",\"failure\":{\"step\":\"a\"}}");

    @Test
    void stopsAtOnceAtAStepWithoutConditions() {
        Program program = Program.of(List.of(step("a"), step("b")));

        assertThat(walk(program, 1)).isEqualTo(new Walk(List.of(), 1));
    }

    @Test
    void passesOverStepsWhoseConditionsDoNotHoldAndSaysWhich() {
        Program program = Program.of(List.of(
                step("a", equal("lang", "de")),
                step("b", equal("event.source", "cloud"), equal("failure.step", "b")),
                step("c", equal("lang", "en"), equal("event.topic", "call.ended"))));

        Walk walk = walk(program, 0);

        assertThat(walk.position()).isEqualTo(2);
        assertThat(walk.passed())
                .extracting(one -> one.step().name() + " " + one.skipped() + " " + one.detail())
                .containsExactly(
                        "a true lang Equal \"de\" does not hold: found \"en\"",
                        "b true failure.step Equal \"b\" does not hold: found \"a\"");
    }

    @Test
    void tellsNobodyWhatIsMasked() {
        Walk walk = walk(Program.of(List.of(step("a", equal("card", "4712")))), 0);

        assertThat(walk.passed().get(0).detail()).isEqualTo("card Equal \"4712\" does not hold: found \"***\"");
        assertThat(walk.position()).isEqualTo(1);
    }

    @Test
    void takesTheFirstBranchThatHoldsAndGoesOnBehindTheChoice() {
        Program program = Program.of(List.of(
                choice(
                        List.of(),
                        List.of(step("never")),
                        new Branch(List.of(equal("lang", "de")), List.of(step("german"))),
                        new Branch(List.of(equal("lang", "en")), List.of(step("english"), step("more"))),
                        new Branch(List.of(equal("event.subject", "c1")), List.of(step("other")))),
                step("last")));

        Walk walk = walk(program, 0);

        assertThat(program.steps())
                .extracting(Step::name)
                .containsExactly("choice", "german", "english", "more", "other", "never", "last");
        assertThat(walk.passed()).extracting(Walk.Passed::detail).containsExactly("branch 2 of 3");
        assertThat(walk.position()).isEqualTo(2);
        assertThat(program.next(2)).isEqualTo(3);
        assertThat(program.next(3)).isEqualTo(6);
    }

    @Test
    void takesOtherwiseOrNothingWhereNoBranchHolds() {
        Branch no = new Branch(List.of(equal("lang", "fr")), List.of(step("french")));
        Program with = Program.of(List.of(choice(List.of(), List.of(step("else")), no)));
        Program without = Program.of(List.of(choice(List.of(), List.of(), no), step("last")));

        assertThat(walk(with, 0).position()).isEqualTo(2);
        assertThat(walk(with, 0).passed()).extracting(Walk.Passed::detail).containsExactly("otherwise");
        assertThat(walk(without, 0).position()).isEqualTo(2);
        assertThat(walk(without, 0).passed())
                .extracting(Walk.Passed::detail)
                .containsExactly("no branch holds, and there is no otherwise");
    }

    @Test
    void walksThroughChoicesInsideOfChoicesToTheEnd() {
        Branch inner = new Branch(
                List.of(equal("lang", "en")),
                List.of(choice(
                        "inner", List.of(), List.of(), new Branch(List.of(equal("lang", "fr")), List.of(step("x"))))));
        Program program = Program.of(List.of(
                choice(List.of(), List.of(step("y")), inner),
                choice("off", List.of(equal("lang", "fr")), List.of(step("z")), inner("w"))));

        Walk walk = walk(program, 0);

        assertThat(program.isEnd(walk.position())).isTrue();
        assertThat(walk.passed())
                .extracting(one -> one.step().name() + " " + one.skipped())
                .containsExactly("choice false", "inner false", "off true");
    }

    private static Branch inner(String name) {
        return new Branch(List.of(equal("lang", "en")), List.of(step(name)));
    }

    private Walk walk(Program program, int from) {
        return Walk.from(
                program,
                from,
                () -> Sight.of(EVENT, RunNames.of(EVENT, variables), names -> JsonText.object(names)
                        .add("card", "***")
                        .build()));
    }

    private static Criterion equal(String path, String value) {
        return new Condition(Place.of(path), Operator.EQUAL, JsonText.provider().createValue(value));
    }

    private static Step choice(List<Criterion> when, List<Step> otherwise, Branch... branches) {
        return choice("choice", when, otherwise, branches);
    }

    private static Step choice(String name, List<Criterion> when, List<Step> otherwise, Branch... branches) {
        return new ChooseStep(
                new StepHead(name, when, OnFailure.STOP, RetryOverrides.NONE), List.of(branches), otherwise);
    }

    private static Step step(String name, Criterion... when) {
        return new DataActionStep(
                new StepHead(name, List.of(when), OnFailure.STOP, RetryOverrides.NONE),
                "any",
                JsonObject.EMPTY_JSON_OBJECT,
                Map.of());
    }
}
