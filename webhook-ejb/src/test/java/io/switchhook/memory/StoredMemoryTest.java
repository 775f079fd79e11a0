package io.switchhook.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.variable.NothingDefined;
import io.switchhook.variable.VariableValue;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StoredMemoryTest {
    private final DataSource store = TestStore.migrated();
    private final Jdbi other = Database.on(store);
    private final AtomicInteger queries = new AtomicInteger();
    private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @Test
    void whoAsksWhileAnotherIsAnsweredSharesTheNextQueryAndSeesWhatWasSetBeforeItAsked() throws Exception {
        set("c-1", "\"before\"");
        StoredMemory memory = memoryHeldUp();

        FutureTask<Map<String, JsonValue>> first = ask(memory, "c-1");
        firstIsUnderWay.await();
        set("c-1", "\"meanwhile\"");
        set("c-2", "2");
        List<FutureTask<Map<String, JsonValue>>> next =
                List.of(ask(memory, "c-1"), ask(memory, "c-2"), ask(memory, "c-3"), ask(memory, "c-2"));
        awaitWaiting(threads.subList(1, threads.size()));
        firstMayEnd.countDown();

        assertThat(first.get()).containsOnlyKeys("WhoIsCalling");
        assertThat(next.get(0).get()).containsOnly(Map.entry("WhoIsCalling", VariableValue.read("\"meanwhile\"")));
        assertThat(next.get(1).get()).containsOnly(Map.entry("WhoIsCalling", VariableValue.read("2")));
        assertThat(next.get(2).get()).isEmpty();
        assertThat(next.get(3).get()).isEqualTo(next.get(1).get());
        assertThat(queries).hasValue(2);
    }

    @Test
    void whoIsInterruptedWhileItWaitsIsAnsweredAndStaysInterrupted() throws Exception {
        set("c-2", "2");
        StoredMemory memory = memoryHeldUp();
        AtomicInteger stillInterrupted = new AtomicInteger();

        FutureTask<Map<String, JsonValue>> first = ask(memory, "c-1");
        firstIsUnderWay.await();
        FutureTask<Map<String, JsonValue>> waiting = new FutureTask<>(() -> {
            Map<String, JsonValue> answer = memory.ofSubject("c-2");
            stillInterrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
            return answer;
        });
        Thread thread = begin(waiting);
        awaitWaiting(List.of(thread));
        thread.interrupt();

        assertThat(waiting.get()).containsOnlyKeys("WhoIsCalling");
        assertThat(stillInterrupted).hasValue(1);
        firstMayEnd.countDown();
        assertThat(first.get()).isEmpty();
    }

    private void set(String subject, String value) {
        other.useTransaction(handle ->
                VariableRows.setOfSubject(handle, subject, new Kept("WhoIsCalling", value, Instant.EPOCH, "user kim")));
    }

    /** Its first query begins only when it may. */
    private StoredMemory memoryHeldUp() {
        Jdbi jdbi = Database.on(store);
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                if (queries.incrementAndGet() == 1) {
                    firstIsUnderWay.countDown();
                    try {
                        firstMayEnd.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        });
        return new StoredMemory(jdbi, new NothingDefined());
    }

    private FutureTask<Map<String, JsonValue>> ask(StoredMemory memory, String subject) {
        FutureTask<Map<String, JsonValue>> question = new FutureTask<>(() -> memory.ofSubject(subject));
        begin(question);
        return question;
    }

    private Thread begin(FutureTask<?> task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(List<Thread> threads) {
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
    }
}
