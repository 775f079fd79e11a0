package io.switchhook.engine;

import io.switchhook.store.ClaimedRun;
import io.switchhook.target.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The threads that work on runs, and how many more they take: what has no place among them waits for its bell. Before the start and
 * after the stop there is no place.
 */
@ApplicationScoped
public class Workers {
    /** Runs claimed together. */
    private static final int TOGETHER = 64;

    private static final Logger LOG = System.getLogger(Workers.class.getName());

    private final RunEngine engine;
    private final Claims claims;
    private final FullTargets full;
    private final Endings endings;
    private final Places places;
    private final Rung rung = new Rung();

    private volatile Executor threads;
    private volatile Executor ender;
    private volatile boolean stopping;
    private volatile boolean resting;

    @Inject
    public Workers(RunEngine engine, Claims claims, FullTargets full, Endings endings, Clock clock) {
        this.engine = engine;
        this.claims = claims;
        this.full = full;
        this.endings = endings;
        this.places = new Places(clock);
    }

    Workers(RunEngine engine, Claims claims, FullTargets full, Clock clock, Executor threads, int places) {
        this(engine, claims, full, null, clock);
        this.threads = threads;
        this.places.make(places);
    }

    protected Workers() {
        this(null, null, null, null, null); // for the CDI client proxy
    }

    void start(ThreadFactory factory) {
        threads = pool(Targets.THREADS, factory);
        ender = pool(
                1, factory); // of its own: where all others wait for slow targets, what is done is ended all the same
        endings.on(ender);
        full.whenTurnComes(this::resume);
        places.make(Places.ALL);
    }

    private static ThreadPoolExecutor pool(int size, ThreadFactory factory) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Takes no more, and gives back what was not begun; returns when all have ended, or after this long. */
    void stop(Duration longest) {
        stopping = true;
        rung.stop();
        stop(threads, longest);
        stop(ender, longest);
        full.takeKept().forEach(run -> leave(run, false));
    }

    /** Takes no more, and gives back what was not begun, until it is to go on; what is under way ends. Harmless to repeat. */
    void rest() {
        resting = true;
        claims.giveBellsBack(rung.close());
        full.takeKept().forEach(run -> leave(run, false));
    }

    /** Takes work again. */
    void goOn() {
        full.whenTurnComes(this::resume);
        rung.open();
        resting = false;
        fill();
    }

    private static void stop(Executor executor, Duration longest) {
        if (executor instanceof ExecutorService pool) {
            pool.shutdown();
            try {
                if (!pool.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.log(Level.INFO, "Steps are still under way; they are done again after the next start");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether there are too few places for so many runs, half of all at most, but will be enough within a time. */
    boolean willHaveRoom(int runs, Duration time) {
        return !stopping && !resting && places.willBeEnough(runs, time);
    }

    /** Keeps places for runs that are about to be claimed, at most as many as asked for; how many. */
    int reserve(int most) {
        return stopping || resting ? 0 : places.reserve(most);
    }

    /** Gives up places that were kept. */
    void release(int count) {
        places.giveUp(count);
        fillSome();
    }

    /** Not for each place that is free: claims cost less together. */
    private void fillSome() {
        if (places.free() >= TOGETHER / 2) {
            fill();
        }
    }

    /** Begins with runs claimed at birth, each in a place that was kept. */
    void begin(List<ClaimedRun> runs) {
        for (ClaimedRun run : runs) {
            claims.hold(run.id());
            resume(run);
        }
    }

    /**
     * Answers bells: the runs are claimed and begun as soon as there are places, unless it is not their time or they have ended. Waits
     * while too many wait, so never to be called by a worker.
     */
    void heed(Collection<Long> runs) throws InterruptedException {
        rung.add(runs);
        fill();
    }

    /** The same without waiting: false if too many wait, or nobody works. */
    boolean offer(Collection<Long> runs) {
        if (!rung.offer(runs)) {
            return false;
        }
        fill();
        return true;
    }

    /** Begins with as many of those rung for as there are places. */
    private void fill() {
        for (List<Long> next = rung.take(TOGETHER, this::reserve);
                !next.isEmpty();
                next = rung.take(TOGETHER, this::reserve)) {
            List<Long> runs = next;
            try {
                threads.execute(() -> claim(runs));
            } catch (RejectedExecutionException stopped) {
                places.giveUp(runs.size()); // what was rung for is rung for again after the next start
            }
        }
    }

    private void claim(List<Long> runs) {
        List<ClaimedRun> claimed = List.of();
        runs.forEach(claims::hold);
        try {
            claimed = claims.claim(runs);
        } finally {
            Set<Long> begun = claimed.stream().map(ClaimedRun::id).collect(Collectors.toSet());
            runs.stream().filter(run -> !begun.contains(run)).forEach(claims::letGo);
            release(runs.size() - begun.size());
        }
        claimed.forEach(this::resume);
    }

    /** Goes on with a run that is claimed, held and has a place. */
    private void resume(ClaimedRun run) {
        try {
            threads.execute(() -> work(run));
        } catch (RejectedExecutionException stopped) {
            leave(run, false);
        }
    }

    /** Lets go of a run that is over, where it only waits for its turn. */
    void drop(long run) {
        full.take(run).ifPresent(kept -> leave(kept, false));
    }

    private void work(ClaimedRun run) {
        if (stopping || resting) {
            leave(run, false);
            return;
        }
        engine.begin(run, () -> leave(run, true));
    }

    /** @param begun whether it was worked on; else its claim is given back */
    private void leave(ClaimedRun run, boolean begun) {
        try {
            if (!begun) {
                claims.giveBack(run);
            }
        } finally {
            claims.letGo(run.id());
            places.leave();
            fillSome();
        }
    }
}
