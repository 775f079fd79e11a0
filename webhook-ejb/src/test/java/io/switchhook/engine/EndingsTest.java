package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.engine.Endings.Ending;
import io.switchhook.run.RunKind;
import io.switchhook.store.AttemptRows.Attempt;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.EndedRows.Ended;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private final EngineFixture fixture = new EngineFixture();
    private final List<Long> over = new ArrayList<>();

    @Test
    void whatFollowsARunDoesNotKeepTheNextFromBeingEnded() {
        Endings endings = on(fixture.jdbi);

        endings.add(ending(1, () -> {
            over.add(1L);
            throw new IllegalStateException("no thread");
        }));
        endings.add(ending(2, () -> over.add(2L)));

        assertThat(over).containsExactly(1L, 2L);
    }

    @Test
    void anErrorDoesNotKeepTheNextFromBeingEnded() {
        Endings endings = on(Jdbi.create(() -> {
            throw new NoClassDefFoundError("driver");
        }));

        endings.add(ending(1, () -> over.add(1L)));
        endings.add(ending(2, () -> over.add(2L)));

        assertThat(over).containsExactly(1L, 2L);
    }

    @Test
    void runsAreEndedAlsoWhereThereIsNoThreadForIt() {
        Endings endings = on(fixture.jdbi);
        endings.on(work -> {
            throw new OutOfMemoryError("unable to create native thread");
        });

        endings.add(ending(1, () -> over.add(1L)));
        endings.add(ending(2, () -> over.add(2L)));

        assertThat(over).containsExactly(1L, 2L);
    }

    private Endings on(Jdbi store) {
        return new Endings(store, fixture.writes, fixture.ringer, fixture.outages, fixture.clock);
    }

    private Ending ending(long id, Runnable then) {
        ClaimedRun run = new ClaimedRun(
                id,
                RunKind.WORKFLOW,
                "tell",
                "i-1",
                0,
                "",
                0,
                "one",
                JsonValue.EMPTY_JSON_OBJECT,
                fixture.clock.instant(),
                EngineFixture.message("e" + id, "i-1").event());
        Attempt attempt = new Attempt(id, "call", 1, "http://t:1", "done", "200 OK", run.createdAt(), run.createdAt());
        return new Ending(new Ended(run, true, "", List.of(attempt), List.of()), then, failed -> over.add(-id));
    }
}
