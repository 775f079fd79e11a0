package io.switchhook.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TriggerTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-14T09:26:53Z");

    static EventRecord event(String topic, JsonObject data) {
        return new EventRecord("e", EventKind.PLAIN, "s", topic, "subject", Instant.EPOCH, RECEIVED, "", data);
    }

    static Trigger trigger(
            String id, String topic, Optional<Duration> ttl, Optional<Duration> delay, Criterion... criteria) {
        return new Trigger(
                id,
                "name",
                "",
                TopicName.of(topic),
                true,
                List.of(criteria),
                Optional.empty(),
                "w",
                Optional.empty(),
                ttl,
                delay,
                OptionalLong.empty(),
                "");
    }

    private static Trigger trigger(String topic, Criterion... criteria) {
        return trigger("t", topic, Optional.empty(), Optional.empty(), criteria);
    }

    @Test
    void firesForEveryEventOfItsTopicWithoutConditions() {
        assertThat(trigger("a.{id}").matches(event("a.{id}", JsonObject.EMPTY_JSON_OBJECT)))
                .isTrue();
        assertThat(trigger("a.{id}").matches(event("a.id", JsonObject.EMPTY_JSON_OBJECT)))
                .isFalse();
    }

    @Test
    void allConditionsMustHoldAndEachIsExplained() {
        Trigger trigger =
                trigger("x", ConditionTest.condition("a", "Equal", "1"), ConditionTest.condition("b", "Equal", "2"));
        EventRecord half = event("x", ConditionTest.json("{\"a\":1}").asJsonObject());

        assertThat(trigger.matches(
                        event("x", ConditionTest.json("{\"a\":1,\"b\":2}").asJsonObject())))
                .isTrue();
        assertThat(trigger.matches(half)).isFalse();
        assertThat(trigger.explain(half, half).conditions())
                .extracting(Outcome::matched)
                .containsExactly(true, false);
    }

    @Test
    void timeToLiveCountsFromReceiptNotFromTheSendersClock() {
        Trigger trigger = trigger("t", "x", Optional.of(Duration.ofSeconds(10)), Optional.empty());
        EventRecord event = event("x", JsonObject.EMPTY_JSON_OBJECT);

        assertThat(trigger.expired(event, RECEIVED.plusSeconds(10))).isFalse();
        assertThat(trigger.expired(event, RECEIVED.plusSeconds(10).plusNanos(1)))
                .isTrue();
        assertThat(trigger.expired(event, RECEIVED.minusSeconds(60))).isFalse();
        assertThat(trigger("x").expired(event, Instant.MAX)).isFalse();
    }

    @Test
    void aTriggerOutOfItsRangesCannotBeMade() {
        assertThatThrownBy(() -> trigger("t", "x", Optional.of(Duration.ofSeconds(9)), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trigger("t", "x", Optional.empty(), Optional.of(Duration.ofSeconds(59))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trigger("t", "x", Optional.empty(), Optional.of(Duration.ofSeconds(901))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> trigger("t", "x", Optional.of(Duration.ofMinutes(1)), Optional.of(Duration.ofMinutes(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exclude");
    }
}
