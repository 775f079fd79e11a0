package io.switchhook.query;

import static io.switchhook.query.StoreFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
    private final StoreFixture store = new StoreFixture();
    private final DeadLetters deadLetters = new DeadLetters(store.jdbi);

    @Test
    void showsWhatWasTriedAndWhyItFailed() {
        long seq = store.event("a", "digital", "interaction.started", "i-1", NOON, "{}");
        long run = store.run(seq, "tell-the-bot", "failed", NOON.plusSeconds(60));
        store.deadLetter("workflow", run, "a");

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
    void pagesNewestFirstAndShowsThoseWithoutARun() {
        for (int i = 1; i <= 5; i++) {
            store.deadLetter("event", null, "e" + i);
        }

        Page<DeadLetterView> page = deadLetters.page(new PageRequest(Optional.empty(), 3));
        Page<DeadLetterView> last = deadLetters.page(new PageRequest(page.next(), 3));

        assertThat(page.items()).extracting(DeadLetterView::eventId).containsExactly("e5", "e4", "e3");
        assertThat(page.items().get(0).run()).isEmpty();
        assertThat(last.items()).extracting(DeadLetterView::eventId).containsExactly("e2", "e1");
        assertThat(last.next()).isEmpty();
    }
}
