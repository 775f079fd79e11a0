package io.switchhook.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {

    @Test
    void whatIsJoinedIsSplitAgainInItsOrder() {
        List<String> joined = Together.join(List.of("{\"a\":1}", "{\"b\":\"x\\n\"}", "{}"));

        assertThat(joined).hasSize(1);
        assertThat(Together.split(joined.get(0))).containsExactly("{\"a\":1}", "{\"b\":\"x\\n\"}", "{}");
    }

    @Test
    void whatIsAloneIsItself() {
        assertThat(Together.join(List.of("{}"))).containsExactly("{}");
        assertThat(Together.split("{}")).containsExactly("{}");
        assertThat(Together.split("")).containsExactly("");
    }

    @Test
    void aMessageIsNotMadeLargeByCompany() {
        String half = "x".repeat(Together.MOST / 2);
        String large = "y".repeat(Together.MOST + 1);

        List<String> joined = Together.join(List.of(half, half, "a", large, "b"));

        assertThat(joined).containsExactly(half, half + "\na", large, "b");
    }
}
