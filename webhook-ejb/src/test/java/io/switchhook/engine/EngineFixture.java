package io.switchhook.engine;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.config.Settings;
import io.switchhook.desk.Desk;
import io.switchhook.identity.RepeatWindow;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.memory.StoredMemory;
import io.switchhook.pause.Pauses;
import io.switchhook.retry.RetrySettings;
import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import io.switchhook.target.TargetLimits;
import io.switchhook.target.Targets;
import io.switchhook.tuning.Tuning;
import io.switchhook.variable.Memory;
import io.switchhook.variable.NothingDefined;
import io.switchhook.workflow.AnswerUse;
import io.switchhook.workflow.Awaited;
import io.switchhook.workflow.AwaitedEvents;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.Rules;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.Workflow;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The whole engine on a real database, with a clock that is set by hand and bells that are written down. */
final class EngineFixture {
    private final AtomicInteger messages = new AtomicInteger();
    final SettableClock clock = new SettableClock();
    final Jdbi jdbi = database();
    final List<Ring> rung = new CopyOnWriteArrayList<>();
    /** How many were rung for in one transaction. */
    final List<Integer> together = new CopyOnWriteArrayList<>();

    final List<Rules.Start> starts = new ArrayList<>();
    /** Which events start them. */
    Predicate<EventRecord> startedBy = event -> true;

    final List<String> executed = new CopyOnWriteArrayList<>();
    BiFunction<Step, RunContext, StepResult> target = (step, context) -> done();
    Runnable whenRinging = () -> {};
    /** What the next connections to the store fail with. */
    final Queue<SQLException> storeFailures = new ConcurrentLinkedQueue<>();
    /** What an outage had work wait for, in this order; no thread of a test really does. */
    final List<Duration> waited = new CopyOnWriteArrayList<>();

    final RetrySettings retry = new RetrySettings(3, Duration.ofSeconds(5), 2, Duration.ofMinutes(5), 0);
    final Rules rules = new StartsOf();
    final Pauses pauses = nothingPaused();
    final SubscriberGate gate = new SubscriberGate(() -> 3, pauses, clock);
    final Ringer ringer = new Ringer(jdbi, new RecordedBells(), gate, clock);
    final Outages outages = new HastyOutages();
    final Memory memory = new StoredMemory(jdbi, new NothingDefined());
    final RunWrites writes =
            new RunWrites(new Desk(jdbi, Settings.of(Map.of()), new Tuning(Settings.of(Map.of())), clock), clock);
    final NodeName node = new NodeName("one");
    final Targets targets = new Targets(() -> new TargetLimits(1, 5, Duration.ofSeconds(30)), clock);
    final FullTargets full = new FullTargets(ringer, targets, clock);
    final Claims claims = claimsOf(node);
    final RunEngine runs = engine();
    /** Runs claimed at birth, until they are begun. */
    final List<Runnable> claimed = new CopyOnWriteArrayList<>();

    Workers workers = new Workers(runs, claims, full, clock, claimed::add, 0);
    InboundEngine inbound = inboundOf(workers);
    final Deliveries deliveries = new Deliveries(jdbi, () -> retry, ringer, gate, clock, new Random(1));
    final BackFills backFills = new BackFills(jdbi, deliveries, gate, node, clock);
    final PastRequests past = new PastRequests(jdbi, () -> Duration.ofDays(30), clock);
    final SubscriberDesk desk = new SubscriberDesk(jdbi, deliveries, gate, past, clock);
    final Sweeper sweeper =
            new Sweeper(jdbi, ringer, gate, desk, claims, new Tuning(Settings.of(Map.of())), node, clock);

    EngineFixture() {
        targets.whenFree(full::free);
    }

    private static Pauses nothingPaused() {
        Pauses none = new Pauses();
        none.know(List.of());
        return none;
    }

    /** From now on so many runs are claimed at birth, until they are begun. */
    EngineFixture withPlaces(int places) {
        workers = new Workers(runs, claims, full, clock, claimed::add, places);
        inbound = inboundOf(workers);
        return this;
    }

    private InboundEngine inboundOf(Workers those) {
        return new InboundEngine(
                jdbi,
                new StartsOf(),
                gate,
                ringer,
                those,
                new Congestion(those, gate, outages),
                new Storing(jdbi, new NewRuns(gate), new FormerRuns(gate, new Wakes()), node, clock),
                clock);
    }

    Claims claimsOf(NodeName name) {
        return new Claims(jdbi, full, outages, name, clock);
    }

    RunEngine engine() {
        RunTransactions transactions = new RunTransactions(jdbi);
        RunPauses pauses = new RunPauses(transactions, ringer, full, clock);
        GivenUp givenUp = new GivenUp(transactions, ringer, clock);
        Endings endings = new Endings(jdbi, writes, ringer, outages, clock);
        return new RunEngine(
                new StartsOf(),
                (step, context) -> {
                    executed.add(step.name() + " of " + context.event().id() + " attempt " + context.attempt());
                    return target.apply(step, context);
                },
                memory,
                new Passage(Settings.of(Map.of("switchhook.mask", "secret")), memory),
                new RunWaits(jdbi, transactions, pauses, clock),
                new StepResults(
                        transactions, endings, writes, pauses, givenUp, () -> retry, outages, clock, new Random(1)),
                new MissingSteps(pauses, givenUp, clock),
                full,
                outages,
                clock);
    }

    EngineFixture starting(String workflow, String... steps) {
        return starting(workflow, Workflow.Ordering.SUBJECT, Duration.ZERO, steps);
    }

    EngineFixture starting(String workflow, Workflow.Ordering ordering, Duration delay, String... steps) {
        List<Step> list = new ArrayList<>();
        for (String step : steps) {
            list.add(step(step));
        }
        starts.add(new Rules.Start(
                "trigger-" + workflow,
                new Workflow(
                        workflow,
                        workflow,
                        ordering,
                        Json.createObjectBuilder().add("Language", "en").build(),
                        list),
                delay));
        return this;
    }

    /** Takes in a message of its own, as a sender's repeat is too. */
    void take(InboundMessage... together) {
        inbound.process(Stream.of(together)
                .map(message -> new Arrival(message, "ID:" + messages.incrementAndGet()))
                .toList());
    }

    /** Takes in a message the broker may have brought before. */
    void take(InboundMessage message, String messageId) {
        inbound.process(List.of(new Arrival(message, messageId)));
    }

    /** Works through the bells rung so far that are heard by now, as the consumers would, until it is quiet. */
    void heedBells() {
        for (List<Ring> heard = take(); !heard.isEmpty(); heard = take()) {
            heard.forEach(ring -> heed(ring.run()));
        }
    }

    /** Answers one bell on this thread. */
    void heed(long run) {
        heed(runs, claims, run);
    }

    static void heed(RunEngine engine, Claims claims, long run) {
        claims.hold(run);
        try {
            claims.claim(List.of(run)).forEach(claimed -> engine.begin(claimed, () -> {}));
        } finally {
            claims.letGo(run);
        }
    }

    /** Answers all bells once the time has passed that they were rung with, and works until it is quiet. */
    void ringAfter(Duration wait) {
        clock.advance(wait);
        rung.forEach(ring -> heed(ring.run()));
        heedBells();
    }

    /** The bells for workflows without a delay, removed from those rung. */
    private List<Ring> take() {
        List<Ring> heard = rung.stream()
                .filter(ring -> ring instanceof Ring.ForWorkflow && ring.delay().isZero())
                .toList();
        rung.removeAll(heard);
        return heard;
    }

    List<Ring.ForSubscriber> handedTo(String subscriber) {
        return rung.stream()
                .filter(Ring.ForSubscriber.class::isInstance)
                .map(Ring.ForSubscriber.class::cast)
                .filter(ring -> ring.subscriber().equals(subscriber))
                .toList();
    }

    static InboundMessage message(String id, String subject) {
        return message(
                id, subject, Json.createObjectBuilder().add("mediaType", "chat").build());
    }

    static InboundMessage message(String id, String subject, JsonObject data) {
        return new InboundMessage(
                new EventRecord(
                        id,
                        EventKind.PLAIN,
                        "digital",
                        "interaction.started",
                        subject,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "",
                        data),
                JsonValue.EMPTY_JSON_OBJECT);
    }

    /** An event without an id of the sender's. */
    static InboundMessage unnamed(RepeatWindow window, Instant receivedAt) {
        return new InboundMessage(
                new EventRecord(
                        window.id(receivedAt),
                        EventKind.PLAIN,
                        "any",
                        "webhook.received",
                        "",
                        receivedAt,
                        receivedAt,
                        "",
                        JsonValue.EMPTY_JSON_OBJECT),
                JsonValue.EMPTY_JSON_OBJECT,
                Optional.of(window));
    }

    static StepResult done() {
        return new StepResult.Done("http://t:1", "200 OK", JsonValue.EMPTY_JSON_OBJECT);
    }

    static StepResult failed() {
        return new StepResult.Failed("http://t:1", "503 Service Unavailable", true, Optional.empty());
    }

    List<String> column(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private static Step step(String name) {
        return new HttpRequestStep(
                StepHead.of(name),
                "POST",
                "http://t:1/",
                Map.of(),
                Map.of(),
                "application/json",
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AnswerUse.NONE);
    }

    private Jdbi database() {
        DataSource source = TestStore.migrated();
        return Database.configured(Jdbi.create(() -> {
            SQLException failure = storeFailures.poll();
            if (failure != null) {
                throw failure;
            }
            return source.getConnection();
        }));
    }

    private final class HastyOutages extends Outages {
        @Override
        boolean pause(Duration wait) {
            waited.add(wait);
            return super.pause(Duration.ZERO);
        }
    }

    private final class StartsOf implements Rules {
        @Override
        public List<Start> starts(EventRecord event, Instant now) {
            return startedBy.test(event) ? List.copyOf(starts) : List.of();
        }

        @Override
        public Optional<Workflow> workflow(String id) {
            return starts.stream()
                    .map(Start::workflow)
                    .filter(workflow -> workflow.id().equals(id))
                    .findFirst();
        }

        @Override
        public Set<Awaited> awaited(EventRecord event) {
            return AwaitedEvents.of(starts.stream().map(Start::workflow).toList())
                    .endedBy(event);
        }
    }

    private final class RecordedBells extends Bells {
        @Override
        public void ring(List<Ring> rings) {
            if (!rings.isEmpty()) {
                whenRinging.run();
                together.add(rings.size());
                rung.addAll(rings);
            }
        }
    }

    static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T08:00:00Z");

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(InstantSource.system().instant(), zone);
        }
    }
}
