package io.switchhook.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class InterestTest {
    private static final Interest INTEREST =
            new Interest(Set.of("interaction.started", "interaction.finished"), Set.of("digital"), "chat-");

    @Test
    void allThreeMustHold() {
        assertThat(INTEREST.covers("interaction.started", "digital", "chat-1")).isTrue();
        assertThat(INTEREST.covers("interaction.finished", "digital", "chat-")).isTrue();
        assertThat(INTEREST.covers("interaction.moved", "digital", "chat-1")).isFalse();
        assertThat(INTEREST.covers("interaction.started", "cloud", "chat-1")).isFalse();
        assertThat(INTEREST.covers("interaction.started", "digital", "call-1")).isFalse();
        assertThat(INTEREST.covers("interaction.started", "digital", "")).isFalse();
    }

    @Test
    void whatSaysNothingCoversEverything() {
        assertThat(Interest.ALL.covers("any", "where", "")).isTrue();
        assertThat(Interest.ALL.toJson()).isEmpty();
        assertThat(Interest.fromJson(JsonText.read("{\"type\":\"present\"}"))).isEqualTo(Interest.ALL);
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(INTEREST.toJson())
                .hasToString("{\"topics\":[\"interaction.finished\",\"interaction.started\"],\"sources\":[\"digital\"],"
                        + "\"subjectPrefix\":\"chat-\"}");
        assertThat(Interest.fromJson(INTEREST.toJson())).isEqualTo(INTEREST);
    }
}
