package io.switchhook.trigger;

import static io.switchhook.trigger.ConditionTest.condition;
import static io.switchhook.trigger.ConditionTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.EventRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupTest {
    private static final Condition A = condition("a", "Equal", "1");
    private static final Condition B = condition("b", "Equal", "1");

    @ParameterizedTest(name = "{0} of a={1}, b={2}: {3}")
    @CsvSource({
        "ALL, 1, 1, true",
        "ALL, 1, 2, false",
        "ANY, 2, 1, true",
        "ANY, 2, 2, false",
        "NOT, 1, 1, false",
        "NOT, 2, 1, true"
    })
    void takesCriteriaTogether(Group.Kind kind, int a, int b, boolean matches) {
        Group group = new Group(kind, kind == Group.Kind.NOT ? List.of(A) : List.of(A, B));
        EventRecord event = event("{\"a\":%d,\"b\":%d}".formatted(a, b));

        assertThat(group.matches(event)).isEqualTo(matches);
        assertThat(group.explain(event, event).matched()).isEqualTo(matches);
    }

    @Test
    void notHoldsWhereAMemberIsMissing() {
        assertThat(new Group(Group.Kind.NOT, List.of(A)).matches(event("{}"))).isTrue();
    }

    @Test
    void saysHowManyHold() {
        EventRecord event = event("{\"a\":1}");

        assertThat(new Group(Group.Kind.ALL, List.of(A, B))
                        .explain(event, event)
                        .explanation())
                .isEqualTo("all does not hold: 1 of 2 do");
        assertThat(new Group(Group.Kind.NOT, List.of(A)).explain(event, event).explanation())
                .isEqualTo("not does not hold, for: a Equal 1 holds: found 1");
    }

    @Test
    void cannotBeEmptyOrNegateSeveral() {
        assertThatThrownBy(() -> new Group(Group.Kind.ANY, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Group(Group.Kind.NOT, List.of(A, B))).isInstanceOf(IllegalArgumentException.class);
    }
}
