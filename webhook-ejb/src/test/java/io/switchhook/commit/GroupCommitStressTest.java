package io.switchhook.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.commit.GroupCommit.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, some of them interrupted at any moment, some with what is refused. */
class GroupCommitStressTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 3_000;
    private static final int ITEMS = 5;

    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger groups = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyoneGetsTheAnswerOfItsOwnItem(int leaders) throws Exception {
        GroupCommit<String> group =
                new GroupCommit<>(this::commit, String::length, new Limits(leaders, ITEMS, 1_000), Pace.NONE);
        Set<Thread> working = ConcurrentHashMap.newKeySet();
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "t" + thread + "-";
            all.add(threads.submit(() -> {
                working.add(Thread.currentThread());
                for (int round = 0; round < ROUNDS; round++) {
                    commitOne(group, (round % 50 == 49 ? "bad " : "") + name + round);
                }
                working.remove(Thread.currentThread());
                // one of the interrupts may come late
                return Thread.interrupted();
            }));
        }
        Future<?> interrupting = threads.submit(() -> interrupt(working));
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        interrupting.cancel(true);

        assertThat(group.waiting()).isZero();
        assertThat(groups).as("commits shared").hasPositiveValue();
        assertThat(interrupts).as("interrupted while they waited").hasPositiveValue();
        group.commit("the last");
        assertThat(committed).contains("the last");
    }

    private void commitOne(GroupCommit<String> group, String item) {
        try {
            group.commit(item);
            assertThat(committed).contains(item);
            assertThat(item).doesNotContain("bad");
        } catch (IllegalArgumentException refused) {
            assertThat(item).contains("bad");
            assertThat(committed).doesNotContain(item);
        } catch (InterruptedException interrupted) {
            interrupts.incrementAndGet();
        }
    }

    private void commit(List<String> items) {
        assertThat(items).hasSizeLessThanOrEqualTo(ITEMS).doesNotHaveDuplicates();
        if (items.size() > 1) {
            groups.incrementAndGet();
        }
        LockSupport.parkNanos(1_000); // others come meanwhile
        if (items.stream().anyMatch(item -> item.contains("bad"))) {
            throw new IllegalArgumentException("refused");
        }
        committed.addAll(items);
    }

    private static void interrupt(Set<Thread> working) {
        while (!Thread.currentThread().isInterrupted()) {
            working.stream()
                    .skip(ThreadLocalRandom.current().nextInt(THREADS))
                    .findFirst()
                    .ifPresent(Thread::interrupt);
            Thread.onSpinWait();
        }
    }
}
