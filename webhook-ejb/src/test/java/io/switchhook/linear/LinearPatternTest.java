package io.switchhook.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {

    @Test
    void splitsAndReplacesAsJavaDoes() {
        assertThat(LinearPattern.of(",").split("a,b,,", 0)).containsExactly("a,b,,".split(","));
        assertThat(LinearPattern.of(",").split("a,b,,", 2)).containsExactly("a", "b,,");
        assertThat(LinearPattern.of(",").split("", 0)).containsExactly("");
        assertThat(LinearPattern.of("(a)(b)?").replaced("ab a", "<$2$1\\$>", false, 100))
                .isEqualTo("<ba$> <a$>");
        assertThat(LinearPattern.of("a").replaced("aa", "b", true, 100)).isEqualTo("ba");
        assertThat(LinearPattern.of("b+").finds("abc")).isTrue();
        assertThat(LinearPattern.of("b+").matches("abc")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$",
                "\\+[1-9]\\d{1,14}",
                "[^]]{1,1000}",
                "\\Q((((\\E",
                "x{2,}"
            })
    void expressionsOfPeopleAreSmallEnough(String expression) {
        assertThat(LinearPattern.of(expression)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(a{100}){100}",
                "(a{1000}\\Q)\\E){1000}",
                "([)](a{1000})){1000}",
                "(\\)(a{1000})){1000}",
                "(?:(?:a{500}){500})",
                "(a{1000}|b){1000}",
                "(",
                "a{1001}",
                "(?=a)",
                "(a)\\1"
            })
    void whatWouldGrowOrIsNoneIsRefused(String expression) {
        assertThatThrownBy(() -> LinearPattern.of(expression)).isInstanceOf(IllegalArgumentException.class);
    }
}
