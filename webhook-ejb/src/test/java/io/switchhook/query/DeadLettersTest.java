package io.switchhook.query;

import static io.switchhook.query.StoreFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final StoreFixture store = new StoreFixture();
    private final DeadLetters deadLetters = new DeadLetters(store.jdbi, new Mask(Set.of("email")));

    @Test
    void showsWhatWasTriedAndWhyItFailed() {
        long seq = store.event("a", "digital", "interaction.started", "i-1", NOON, "{}");
        long run = store.run(seq, "tell-the-bot", "failed", NOON.plusSeconds(60));
        store.deadLetter("workflow", run, "a", "");

        DeadLetterView letter =
                deadLetters.page(new PageRequest(Optional.empty(), 10)).items().get(0);

        assertThat(letter)
                .isEqualTo(new DeadLetterView(
                        letter.id(),
                        "workflow",
                        Optional.of(run),
                        "a",
                        "digital",
                        "interaction.started",
                        "i-1",
                        "tell-the-bot",
                        "notify",
                        "https://bot.example.com:443",
                        "503 Service Unavailable",
                        5,
                        NOON,
                        NOON.plusSeconds(60)));
    }

    @Test
    void showsTheLostMessageOfOneWithoutARunMasked() {
        store.deadLetter("event", null, "e1", "{\"event\":{\"email\":\"kim@example.com\",\"n\":1}}");
        store.deadLetter("event", null, "e2", "kim@example.com, not JSON");

        assertThat(payloadOf("e1")).isEqualTo("{\"event\":{\"email\":\"***\",\"n\":1}}");
        assertThat(payloadOf("e2")).isEqualTo("***");
        assertThat(deadLetters.find(4711)).isEmpty();
    }

    private String payloadOf(String eventId) {
        long id = deadLetters.page(new PageRequest(Optional.empty(), 10)).items().stream()
                .filter(letter -> letter.eventId().equals(eventId))
                .findFirst()
                .orElseThrow()
                .id();
        return deadLetters.find(id).orElseThrow().payload();
    }

    @Test
    void pagesNewestFirstAndShowsThoseWithoutARun() {
        for (int i = 1; i <= 5; i++) {
            store.deadLetter("event", null, "e" + i, "");
        }

        Page<DeadLetterView> page = deadLetters.page(new PageRequest(Optional.empty(), 3));
        Page<DeadLetterView> last = deadLetters.page(new PageRequest(page.next(), 3));

        assertThat(page.items()).extracting(DeadLetterView::eventId).containsExactly("e5", "e4", "e3");
        assertThat(page.items().get(0).run()).isEmpty();
        assertThat(last.items()).extracting(DeadLetterView::eventId).containsExactly("e2", "e1");
        assertThat(last.next()).isEmpty();
    }
}
