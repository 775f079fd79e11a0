package io.switchhook.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNameTest {
    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "interaction.started, interaction.started, true",
        "interaction.started, interaction.Started, false",
        "v2.detail.events.conversation.{id}.acw, v2.detail.events.conversation.{id}.acw, true",
        "v2.detail.events.conversation.{id}.acw, v2.detail.events.conversation.c-1.acw, false",
        "v2.detail.events.conversation.*.acw, v2.detail.events.conversation.{id}.acw, true",
        "v2.detail.events.conversation.{id}.*, v2.detail.events.conversation.{id}.acw, true",
        "v2.detail.events.conversation.{id}.*, v2.detail.events.conversation.{id}.user.end, false",
        "v2.detail.events.conversation.{id}.*.end, v2.detail.events.conversation.{id}.user.end, true",
        "v2.detail.events.conversation.{id}.**, v2.detail.events.conversation.{id}.user.end, true",
        "v2.**, v2.x, true",
        "v2.**, v2, false",
        "v2.**, v20.x, false",
        "*.started, interaction.started, true",
        "*, interaction, true",
        "*, interaction.started, false",
        "**, interaction.started, true",
        "**, x, true",
        "a.*, a., true",
        "a.*.b, a.*.b, true"
    })
    void fits(String name, String topic, boolean fits) {
        assertThat(TopicName.of(name).matches(topic)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a*", "a.b*", "*a.b", "**.a", "a.**.b", "***", "a.***"})
    void refusesAStarThatIsNoWholeSegment(String name) {
        assertThatThrownBy(() -> TopicName.of(name)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A tree finds what asking each would. */
    @Property(tries = 500)
    void aTreeLosesNone(
            @ForAll List<@StringLength(min = 1, max = 5) @Chars({'a', '.', '*'}) String> names,
            @ForAll @StringLength(min = 1, max = 6) @CharRange(from = 'a', to = 'b') @Chars({'.', '*'}) String topic) {
        List<TopicName> valid = names.stream()
                .distinct()
                .flatMap(name -> {
                    try {
                        return Stream.of(TopicName.of(name));
                    } catch (IllegalArgumentException refused) {
                        return Stream.empty();
                    }
                })
                .toList();
        TopicTree tree = new TopicTree();
        valid.forEach(tree::add);

        assertThat(tree.matching(topic))
                .containsExactlyInAnyOrderElementsOf(
                        valid.stream().filter(name -> name.matches(topic)).toList());
    }
}
