package io.switchhook.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.commit.GroupCommit.Limits;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {
    private static final Limits AMPLE = new Limits(1, 100, 1_000);

    private final List<List<String>> commits = new CopyOnWriteArrayList<>();
    private final List<Thread> leaders = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final CountDownLatch groupIsUnderWay = new CountDownLatch(1);
    private final CountDownLatch groupMayEnd = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void whoComesAloneIsNotHeldUp() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        group.commit("a");
        group.commit("b");

        assertThat(commits).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void whoComesDuringACommitSharesTheNextInOrder() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        List<Future<?>> all = behindTheFirst(group, "b", "c", "d");
        letGo(all);

        assertThat(commits).containsExactly(List.of("first"), List.of("b", "c", "d"));
        assertThat(group.waiting()).isZero();
    }

    @Test
    void nobodyReturnsBeforeItsItemIsCommitted() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        List<Future<?>> all = behindTheFirst(group, "slow", "b");
        firstMayEnd.countDown();
        groupIsUnderWay.await();

        all.get(0).get();
        assertThat(all.subList(1, 3)).noneMatch(Future::isDone);
        groupMayEnd.countDown();
        await(all);
    }

    @Test
    void aGroupHasNoMoreItemsThanAllowedAndEveryLeaderLeadsOnce() throws Exception {
        GroupCommit<String> group = group(new Limits(1, 2, 1_000));

        letGo(behindTheFirst(group, "b", "c", "d", "e", "f"));

        assertThat(commits).containsExactly(List.of("first"), List.of("b", "c"), List.of("d", "e"), List.of("f"));
        assertThat(leaders).doesNotHaveDuplicates();
    }

    @Test
    void aGroupWeighsNoMoreThanAllowedUnlessItIsOneItem() throws Exception {
        GroupCommit<String> group = group(new Limits(1, 100, 4));

        letGo(behindTheFirst(group, "bb", "cc", "d", "eeeeee", "f", "ggg", "h"));

        assertThat(commits)
                .containsExactly(
                        List.of("first"),
                        List.of("bb", "cc"),
                        List.of("d"),
                        List.of("eeeeee"),
                        List.of("f", "ggg"),
                        List.of("h"));
    }

    @Test
    void asManyGroupsAreCommittedAtOnceAsThereAreLeaders() throws Exception {
        GroupCommit<String> group = group(new Limits(2, 100, 1_000));

        Future<?> first = start(group, "first");
        firstIsUnderWay.await();
        Future<?> second = start(group, "slow");
        groupIsUnderWay.await();
        Future<?> third = startAndWait(group, "third");

        groupMayEnd.countDown();
        await(List.of(second, third));
        assertThat(commits).containsExactly(List.of("first"), List.of("slow"), List.of("third"));
        firstMayEnd.countDown();
        first.get();
    }

    @Test
    void whatIsRefusedFailsOnlyItself() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        List<Future<?>> all = behindTheFirst(group, "b", "bad", "c");
        firstMayEnd.countDown();

        await(List.of(all.get(0), all.get(1), all.get(3)));
        assertThatThrownBy(all.get(2)::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("refused: [bad]");
        assertThat(commits)
                .containsExactlyInAnyOrder(
                        List.of("first"), List.of("b", "bad", "c"), List.of("b"), List.of("bad"), List.of("c"));
    }

    @Test
    void whatFailedAloneIsNotTriedAgainAndHoldsUpNobody() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        assertThatThrownBy(() -> group.commit("bad")).hasMessage("refused: [bad]");
        group.commit("b");

        assertThat(commits).containsExactly(List.of("bad"), List.of("b"));
    }

    @Test
    void anErrorOfTheLeaderLeavesNobodyBehind() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        List<Future<?>> all = behindTheFirst(group, "fatal", "b");
        firstMayEnd.countDown();

        assertThatThrownBy(all.get(1)::get).cause().isInstanceOf(StackOverflowError.class);
        all.get(2).get();
        group.commit("c");
        assertThat(commits).containsExactly(List.of("first"), List.of("fatal", "b"), List.of("b"), List.of("c"));
    }

    @Test
    void whoIsInterruptedWhileItWaitsTakesItsItemAway() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        List<Future<?>> all = behindTheFirst(group, "b");
        Caller interrupted = Caller.start(group, "interrupted");
        awaitWaiting(group, 2);
        Future<?> last = startAndWait(group, "c");
        interrupted.thread.interrupt();
        assertThatThrownBy(interrupted.result::get).cause().isInstanceOf(InterruptedException.class);
        letGo(all);
        last.get();

        assertThat(commits).containsExactly(List.of("first"), List.of("b", "c"));
    }

    @Test
    void whoIsInterruptedWhenItsGroupIsUnderWayNeedNotWaitForIt() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        List<Future<?>> all = behindTheFirst(group, "slow");
        Caller interrupted = Caller.start(group, "interrupted");
        awaitWaiting(group, 2);
        Future<?> other = startAndWait(group, "c");
        firstMayEnd.countDown();
        groupIsUnderWay.await();
        interrupted.thread.interrupt();

        assertThatThrownBy(interrupted.result::get).cause().isInstanceOf(InterruptedException.class);
        groupMayEnd.countDown();
        await(all);
        other.get();
        assertThat(commits).containsExactly(List.of("first"), List.of("slow", "interrupted", "c"));
    }

    @Test
    void anInterruptedLeaderLetsTheOthersTryForThemselvesAndGivesUp() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        Future<?> first = start(group, "first");
        firstIsUnderWay.await();
        Caller leader = Caller.start(group, "slow");
        awaitWaiting(group, 1);
        Future<?> follower = startAndWait(group, "b");
        firstMayEnd.countDown();
        groupIsUnderWay.await();
        leader.thread.interrupt();

        assertThatThrownBy(leader.result::get).cause().isInstanceOf(InterruptedException.class);
        await(List.of(first, follower));
        assertThat(commits).containsExactly(List.of("first"), List.of("slow", "b"), List.of("b"));
    }

    @Test
    void whoComesInterruptedCommitsNothingAndBlocksNobody() throws Exception {
        GroupCommit<String> group = group(AMPLE);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> group.commit("a")).isInstanceOf(InterruptedException.class);
        group.commit("b");

        assertThat(commits).containsExactly(List.of("b"));
    }

    @Test
    void limitsAreAtLeastOne() {
        assertThatThrownBy(() -> new Limits(0, 1, 1)).hasMessageContaining("leaders 0");
        assertThatThrownBy(() -> new Limits(1, 0, 1)).hasMessageContaining("items 0");
        assertThatThrownBy(() -> new Limits(1, 1, 0)).hasMessageContaining("weight 0");
        assertThatCode(() -> new Limits(1, 1, 1)).doesNotThrowAnyException();
    }

    /** An item weighs as much as its length; some hold up the commit, or make it fail. */
    private GroupCommit<String> group(Limits limits) {
        return new GroupCommit<>(this::commit, String::length, limits, Pace.NONE);
    }

    private void commit(List<String> items) {
        commits.add(items);
        leaders.add(Thread.currentThread());
        if (items.contains("first")) {
            pass(firstIsUnderWay, firstMayEnd);
        }
        if (items.contains("slow")) {
            pass(groupIsUnderWay, groupMayEnd);
        }
        if (items.contains("fatal")) {
            throw new StackOverflowError();
        }
        if (items.contains("bad")) {
            throw new IllegalArgumentException("refused: " + items);
        }
    }

    private static void pass(CountDownLatch here, CountDownLatch goOn) {
        here.countDown();
        try {
            goOn.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("as a provider says it", interrupted);
        }
    }

    /** Starts {@code first}, whose commit is held up, and then the others, each when the one before waits. */
    private List<Future<?>> behindTheFirst(GroupCommit<String> group, String... items) throws InterruptedException {
        List<Future<?>> all = new CopyOnWriteArrayList<>();
        all.add(start(group, "first"));
        firstIsUnderWay.await();
        for (String item : items) {
            all.add(startAndWait(group, item));
        }
        return all;
    }

    private Future<?> start(GroupCommit<String> group, String item) {
        return threads.submit(committed(group, item));
    }

    private Future<?> startAndWait(GroupCommit<String> group, String item) {
        int before = group.waiting();
        Future<?> started = start(group, item);
        awaitWaiting(group, before + 1);
        return started;
    }

    private static void awaitWaiting(GroupCommit<?> group, int count) {
        while (group.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private void letGo(List<Future<?>> all) throws Exception {
        firstMayEnd.countDown();
        await(all);
    }

    private static void await(List<Future<?>> all) throws Exception {
        for (Future<?> one : all) {
            one.get(20, TimeUnit.SECONDS);
        }
    }

    private static Callable<Object> committed(GroupCommit<String> group, String item) {
        return () -> {
            group.commit(item);
            return item;
        };
    }

    /** A thread of its own, to be interrupted. */
    private record Caller(Thread thread, FutureTask<Object> result) {
        static Caller start(GroupCommit<String> group, String item) {
            FutureTask<Object> result = new FutureTask<>(committed(group, item));
            Thread thread = new Thread(result, item);
            thread.start();
            return new Caller(thread, result);
        }
    }
}
