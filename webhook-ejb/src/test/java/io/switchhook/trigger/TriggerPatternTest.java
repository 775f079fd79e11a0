package io.switchhook.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.eventpattern.InvalidPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerPatternTest {
    private static TriggerPattern pattern(String text) {
        return TriggerPattern.of(JsonText.read(text));
    }

    private static EventRecord event(String data) {
        return TriggerTest.event("x", JsonText.read(data));
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":[\"v\"]}|{\"a\":\"v\"}|true",
                "{\"event\":{\"topic\":[\"x\"]}}|{}|true",
                "{\"event\":{\"topic\":[\"y\"]}}|{\"event\":{\"topic\":\"y\"}}|false",
                "{\"event\":{\"source\":[\"s\"],\"subject\":[{\"prefix\":\"sub\"}],\"time\":[\"1970-01-01T00:00:00Z\"]}}|{}|true",
                "{\"$\":{\"event\":{\"topic\":[\"y\"]}}}|{\"event\":{\"topic\":\"y\"}}|true",
                "{\"$\":{\"event\":{\"topic\":[\"y\"]}},\"event\":{\"topic\":[\"x\"]}}|{\"event\":{\"topic\":\"y\"}}|true",
                "{\"event\":{\"code\":[7],\"topic\":[\"x\"]}}|{\"event\":{\"code\":7}}|true",
                "{\"event\":{\"code\":[7],\"topic\":[\"x\"]}}|{\"event\":{\"code\":8}}|false",
                "{\"event\":[\"v\"]}|{\"event\":\"v\"}|true",
                "{\"$or\":[{\"event\":{\"topic\":[\"y\"]}},{\"a\":[\"v\"]}]}|{\"a\":\"v\"}|true",
                "{\"$or\":[{\"event\":{\"topic\":[\"x\"]}},{\"a\":[\"v\"]}]}|{}|true",
                "{\"event\":{\"$or\":[{\"topic\":[\"y\"]},{\"source\":[\"s\"]}]}}|{}|true",
                "{\"event\":{\"$or\":[{\"code\":[1]},{\"kind\":[2]}]}}|{\"event\":{\"kind\":2}}|true",
                "{\"data\":[\"v\"]}|{\"data\":\"v\"}|true"
            })
    void asksTheDataAndByEventTheEventItself(String pattern, String data, boolean matches) {
        assertThat(pattern(pattern).matches(event(data))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1],\"$\":{\"a\":[2]}}",
                "{\"event\":{\"$or\":[{\"topic\":[\"x\"]},{\"code\":[1]}]}}",
                "{\"event\":{\"$or\":[{\"topic\":[\"x\"],\"code\":[1]},{\"topic\":[\"y\"]}]}}"
            })
    void refusesWhatCouldBeAboutEither(String pattern) {
        assertThatThrownBy(() -> pattern(pattern)).isInstanceOf(InvalidPattern.class);
    }

    @Test
    void explainsEachMemberAndChoice() {
        EventRecord event = event("{\"mediaType\":\"VOICE\",\"event\":{\"code\":7}}");

        PatternOutcome outcome = pattern(
                        "{\"mediaType\":[\"MESSAGE\"],\"$\":{\"event\":{\"code\":[7]}},\"event\":{\"topic\":[\"x\"]},"
                                + "\"$or\":[{\"a\":[{\"exists\":false}]},{\"b\":[1]}]}")
                .explain(event, event);

        assertThat(outcome.matched()).isFalse();
        assertThat(outcome.explanation())
                .isEqualTo("The pattern does not hold: mediaType is none of [\"MESSAGE\"]: found \"VOICE\"");
        assertThat(outcome.parts())
                .extracting(part -> part.matched() + " " + part.explanation())
                .containsExactlyInAnyOrder(
                        "false mediaType is none of [\"MESSAGE\"]: found \"VOICE\"",
                        "true $.event.code is one of [7]: found 7",
                        "true event.topic is one of [\"x\"]: found \"x\"",
                        "true $or holds");
    }

    @Test
    void saysThatOneElementMustHaveItAll() {
        EventRecord event = event("{\"t\":[{\"k\":\"p\",\"v\":2},{\"k\":\"q\",\"v\":1}]}");

        assertThat(pattern("{\"t\":{\"k\":[\"p\"],\"v\":[1]}}")
                        .explain(event, event)
                        .explanation())
                .endsWith("each member does, but not all within the same element of a list");
    }

    @Test
    void hidesWhatPeopleMayNotSee() {
        PatternOutcome outcome = pattern("{\"who\":{\"email\":[\"kim@example.org\"]}}")
                .explain(event("{\"who\":{\"email\":\"kim@example.com\"}}"), event("{\"who\":\"***\"}"));

        assertThat(outcome.explanation()).endsWith(": found \"***\"");
    }
}
