package io.switchhook.engine;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.Wire;
import io.switchhook.commit.Tick;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.jms.QueueReader;
import io.switchhook.jms.QueueReaders;
import io.switchhook.jms.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Reads the engine's queues: one thread for each queue of INBOUND, which keeps the order of a subject on any server, one for STEPS
 * and one for DELIVERIES. INBOUND waits at first for what subscribers said while Switchhook was away: who has said that it is there
 * gets the events.
 */
@ApplicationScoped
public class Readers {
    /** Messages taken together. */
    private static final int TOGETHER = 100;

    /** Events wait no longer than this for what subscribers said before. */
    private static final Duration LONGEST_HEARING = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(Readers.class.getName());

    private final QueueReaders queues;
    private final InboundConsumer inbound;
    private final InboundTurn turn;
    private final Workers workers;
    private final SubscriberDesk desk;
    private final Outages outages;
    private volatile CountDownLatch toBeHeard = new CountDownLatch(0);
    /** Reports that come at the same time are heard together. */
    private final Tick reports = Tick.of(Duration.ofMillis(1));

    private final List<QueueReader> readers = new ArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private ThreadFactory factory;

    @Inject
    public Readers(
            QueueReaders queues,
            InboundConsumer inbound,
            InboundTurn turn,
            Workers workers,
            SubscriberDesk desk,
            Outages outages) {
        this.queues = queues;
        this.inbound = inbound;
        this.turn = turn;
        this.workers = workers;
        this.desk = desk;
        this.outages = outages;
    }

    protected Readers() {
        this(null, null, null, null, null, null); // for the CDI client proxy
    }

    synchronized void start(ThreadFactory managed) {
        factory = managed;
        CountDownLatch heard = new CountDownLatch(1);
        toBeHeard = heard;
        read(queues.of(Wire.DELIVERIES_QUEUE, TOGETHER, reports::await, this::hear, heard::countDown));
        for (int partition = 0; partition < InboundMessage.PARTITIONS; partition++) {
            String queue = "switchhook.inbound." + partition;
            read(queues.of(queue, TOGETHER, this::afterReports, inbound::consume, () -> {}));
        }
        read(queues.of("switchhook.steps", TOGETHER, () -> {}, this::heed, () -> {}));
    }

    /** Reads again after a stop. */
    void startAgain() {
        start(factory);
    }

    /** Whether any has not ended. */
    boolean areReading() {
        return threads.stream().anyMatch(Thread::isAlive);
    }

    /** The turn of a queue of INBOUND, not before the reports that came first are heard. */
    private void afterReports() {
        try {
            if (!toBeHeard.await(LONGEST_HEARING.toMillis(), TimeUnit.MILLISECONDS)) {
                hearNoLonger();
            }
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt(); // the work that follows will notice
        }
        turn.begin();
    }

    private void hearNoLonger() {
        toBeHeard.countDown();
    }

    private void read(QueueReader reader) {
        Thread thread = factory.newThread(reader);
        thread.setName(reader.name());
        readers.add(reader);
        threads.add(thread);
        thread.start();
    }

    /** Returns when none reads any more, or after this long. None is interrupted: that closes the files an embedded database has open. */
    synchronized void stop(Duration longest) {
        readers.forEach(QueueReader::stop);
        readers.clear();
        hearNoLonger();
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left > 0) {
                    thread.join(left);
                }
            }
            threads.removeIf(thread -> !thread.isAlive());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void heed(List<Taken> bells) {
        try {
            workers.heed(bells.stream()
                    .flatMap(bell -> bell.text().stream())
                    .filter(text -> text.matches("\\d{1,18}")) // any other is no bell of ours, and would come for ever
                    .map(Long::valueOf)
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Outages.Stopping(e);
        }
    }

    private void hear(List<Taken> messages) {
        List<SubscriberReport> reports = new ArrayList<>();
        for (Taken message : messages) {
            try {
                reports.addAll(SubscriberReport.fromText(message.text().orElse("")));
            } catch (RuntimeException | StackOverflowError nonsense) {
                // Given back it would come for ever; the deliveries it was about are published again by the sweep.
                LOG.log(Level.ERROR, "SWH2005 A subscriber's reports are dropped, message " + message.id(), nonsense);
            }
        }
        this.reports.came(reports.size());
        outages.outlast(() -> desk.hear(reports));
    }
}
