package io.switchhook.commit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Lets threads that come at the same time share one costly commit. Who comes while one is under way waits, and the first of those who
 * wait then leads: it commits for as many of them as fit into a group. It leads once, so that nobody works for others for ever. There is
 * no thread in it, and who comes alone is not held up.
 *
 * <p>A group that could not be committed is taken apart: each member commits its own item alone, on its own thread, so that what is
 * refused fails only itself. An item may so be committed twice, if the group was after all.
 *
 * @param <T> what is committed
 */
public final class GroupCommit<T> {
    private static final Logger LOG = System.getLogger(GroupCommit.class.getName());

    private final Consumer<List<T>> committing;
    private final ToLongFunction<T> weight;
    private final Limits limits;
    private final Pace pace;
    private final Lock lock = new ReentrantLock();
    private final Queue<Member<T>> waiting = new ArrayDeque<>();
    private int leading;

    /**
     * Bounds, each at least 1.
     *
     * @param leaders groups committed at the same time
     * @param items in a group
     * @param weight of a group's items together; only an item that is alone may weigh more
     */
    public record Limits(int leaders, int items, long weight) {
        public Limits {
            if (leaders < 1 || items < 1 || weight < 1) {
                throw new IllegalArgumentException(
                        "leaders " + leaders + ", items " + items + ", weight " + weight + ": each must be at least 1");
            }
        }
    }

    private enum State {
        WAITING,
        LEADING,
        TAKEN,
        COMMITTED,
        FAILED
    }

    private static final class Member<T> {
        final T item;
        final long weight;
        final Thread thread = Thread.currentThread();
        volatile State state = State.WAITING;

        Member(T item, long weight) {
            this.item = item;
            this.weight = weight;
        }

        void become(State next) {
            state = next;
            LockSupport.unpark(thread);
        }
    }

    /**
     * @param committing commits all items of a list or none, and throws if none; called by several threads at once
     * @param weight of an item, in any unit
     * @param pace at which groups are taken
     */
    public GroupCommit(Consumer<List<T>> committing, ToLongFunction<T> weight, Limits limits, Pace pace) {
        this.pace = pace;
        this.committing = committing;
        this.weight = weight;
        this.limits = limits;
    }

    /**
     * Returns when the item is committed.
     *
     * @throws InterruptedException if the thread was interrupted while it waited; the item is then not committed, unless a group had
     *     taken it already: what becomes of that is not known
     * @throws RuntimeException what the commit of the item alone threw
     */
    public void commit(T item) throws InterruptedException {
        Member<T> me = new Member<>(item, weight.applyAsLong(item));
        enter(me);
        awaitTurn(me);
        boolean committed = me.state == State.LEADING ? lead(me) : me.state == State.COMMITTED;
        if (!committed) {
            if (Thread.interrupted()) {
                throw new InterruptedException("Interrupted when the group had failed");
            }
            committing.accept(List.of(item));
        }
    }

    /** How many wait to be taken into a group. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void enter(Member<T> me) {
        lock.lock();
        try {
            if (leading < limits.leaders()) {
                leading++;
                me.state = State.LEADING;
            } else {
                waiting.add(me);
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(Member<T> me) throws InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                leave(me);
            }
            if (me.state != State.WAITING && me.state != State.TAKEN) {
                return;
            }
            LockSupport.park(this);
        }
    }

    /** Goes away interrupted, but not from what is already decided. */
    private void leave(Member<T> me) throws InterruptedException {
        lock.lock();
        try {
            State left = me.state;
            if (left == State.COMMITTED || left == State.FAILED) {
                me.thread.interrupt();
                return;
            }
            if (left == State.LEADING) {
                handOver();
            } else {
                waiting.remove(me);
            }
        } finally {
            lock.unlock();
        }
        throw new InterruptedException("Interrupted while it waited for its group");
    }

    /** Commits for a group; false if that failed and each must try alone. */
    private boolean lead(Member<T> me) throws InterruptedException {
        List<Member<T>> followers = new ArrayList<>();
        State outcome = State.FAILED;
        try {
            pace.await();
            committing.accept(take(me, followers));
            outcome = State.COMMITTED;
            return true;
        } catch (RuntimeException failed) {
            if (followers.isEmpty()) {
                throw failed;
            }
            LOG.log(Level.DEBUG, "A group is taken apart", failed);
            return false;
        } finally {
            answer(followers, outcome);
        }
    }

    /** The items of a group: the leader's, and of those who wait, in their order, as many as fit. */
    private List<T> take(Member<T> leader, List<Member<T>> followers) {
        List<T> items = new ArrayList<>();
        items.add(leader.item);
        lock.lock();
        try {
            long weighs = leader.weight;
            for (Member<T> next = waiting.peek(); next != null; next = waiting.peek()) {
                weighs += next.weight;
                if (items.size() == limits.items() || weighs > limits.weight()) {
                    break;
                }
                followers.add(waiting.remove());
                next.state = State.TAKEN;
                items.add(next.item);
            }
        } finally {
            lock.unlock();
        }
        return items;
    }

    private void answer(List<Member<T>> followers, State outcome) {
        handOver();
        followers.forEach(follower -> follower.become(outcome));
    }

    private void handOver() {
        lock.lock();
        try {
            Member<T> next = waiting.poll();
            if (next == null) {
                leading--;
            } else {
                next.become(State.LEADING);
            }
        } finally {
            lock.unlock();
        }
    }
}
