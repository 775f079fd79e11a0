package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final EngineFixture engine = new EngineFixture();

    /** Or all workers could wait for a place that only they can make. */
    @Test
    void hearsNoMoreInMemoryWhereTooManyWaitThereRatherThanLettingTheRingerWait() {
        List<Long> many = LongStream.range(0, 100_000).boxed().toList();

        assertThat(engine.workers.offer(many)).isTrue();
        assertThat(engine.workers.offer(List.of(100_000L))).isFalse();
    }
}
