package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.switchhook.api.wire.BackFill;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.Interest;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.query.StoredSubscribers;
import io.switchhook.query.SubscriberView.PastView;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackFillsTest {
    private final EngineFixture engine = new EngineFixture();
    private final Instant start = engine.clock.instant();
    private final StoredSubscribers stored = new StoredSubscribers(engine.jdbi);

    private void present(String subscriber, BackFill... asked) {
        engine.desk.hear(List.of(new SubscriberReport.Present(subscriber, Interest.ALL, List.of(asked))));
    }

    /** Takes in an event of the topic, received now. */
    private void take(String id, String topic, String subject) {
        engine.take(new InboundMessage(
                new EventRecord(
                        id,
                        EventKind.PLAIN,
                        "digital",
                        topic,
                        subject,
                        engine.clock.instant(),
                        engine.clock.instant(),
                        "",
                        JsonValue.EMPTY_JSON_OBJECT),
                JsonValue.EMPTY_JSON_OBJECT));
        engine.clock.advance(Duration.ofSeconds(1));
    }

    private void fill() {
        engine.clock.advance(BackFills.SETTLED);
        engine.backFills.round();
    }

    /** Answers all that is handed out, until nothing more is; what it was, in its order, a star at what is marked. */
    private List<String> observed(String subscriber) {
        List<String> observed = new ArrayList<>();
        for (List<Ring.ForSubscriber> handed = engine.handedTo(subscriber);
                !handed.isEmpty();
                handed = engine.handedTo(subscriber)) {
            engine.rung.removeAll(handed);
            for (Ring.ForSubscriber ring : handed) {
                EventRecord event = EventRecord.fromText(ring.event());
                observed.add(event.id() + (event.replayed() ? "*" : ""));
                engine.desk.hear(List.of(new SubscriberReport.Delivered(subscriber, ring.run(), ring.attempt())));
            }
            engine.backFills.round();
        }
        return observed;
    }

    private PastView past(String subscriber) {
        return stored.find(subscriber).orElseThrow().past().get(0);
    }

    @Test
    void aNewSubscriberGetsWhatCameBeforeItMarkedAndToItselfAlone() {
        present("ledger");
        take("e1", "started", "c1");
        take("e2", "started", "c2");
        take("e3", "finished", "c1");
        assertThat(observed("ledger")).containsExactly("e1", "e2", "e3");

        present("crm", BackFill.since("first", start.plusSeconds(1)));
        fill();

        assertThat(observed("crm")).containsExactlyInAnyOrder("e2*", "e3*");
        assertThat(observed("ledger")).isEmpty();
        assertThat(engine.column("select concat(pass, ' ', replayed_by) from run where target = 'crm'"))
                .containsExactly("1 subscriber crm", "1 subscriber crm");
        assertThat(past("crm").deliveries()).isEqualTo(2);
        assertThat(past("crm").finished()).isPresent();
    }

    @Test
    void theSameRequestAgainDoesNothing() {
        take("e1", "started", "c1");
        BackFill first = BackFill.since("first", start);
        present("crm", first);
        fill();
        assertThat(observed("crm")).containsExactly("e1*");

        present("crm", first);
        assertThat(engine.past.ask("crm", first, "admin")).isEqualTo(new Ordered.Done());
        fill();
        assertThat(observed("crm")).isEmpty();

        assertThat(engine.past.ask("crm", BackFill.since("again", start), "admin"))
                .isEqualTo(new Ordered.Done());
        fill();
        assertThat(observed("crm")).containsExactly("e1*");
        assertThat(engine.column("select concat(pass, ' ', replayed_by) from run order by id"))
                .containsExactly("1 subscriber crm", "2 admin");
    }

    @Test
    void afterAnEventComeThoseStoredAfterItInTheOrderOfTheirSubject() {
        for (int i = 0; i < 9; i++) {
            take("e" + i, "step", "c1");
        }
        present("crm");

        engine.past.ask("crm", BackFill.after("more", "e4"), "admin");
        fill();

        assertThat(observed("crm")).containsExactly("e5*", "e6*", "e7*", "e8*");
    }

    @Test
    void whatTheFilterDoesNotLetThroughDoesNotCome() {
        take("e1", "started", "c1");
        take("e2", "finished", "c1");
        take("e3", "started", "c2");
        engine.desk.hear(List.of(new SubscriberReport.Present(
                "crm", new Interest(Set.of("started"), Set.of(), "c1"), List.of(BackFill.since("first", start)))));

        fill();

        assertThat(observed("crm")).containsExactly("e1*");
    }

    @Test
    void whatWaitsForItAnywayComesOnceUnmarked() {
        present("crm");
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));
        take("e1", "started", "c1");

        present("crm", BackFill.since("first", start));
        take("e2", "started", "c1");
        fill();

        assertThat(observed("crm")).containsExactly("e1", "e2");
    }

    @Test
    void onlySoManyWaitAtATimeSoWhatComesMeanwhileIsNotHeldUpForLong() {
        int all = 3 * BackFills.MOST;
        engine.take(IntStream.range(0, all)
                .mapToObj(i -> message("e" + i, "c" + i % 7))
                .toArray(InboundMessage[]::new));
        present("crm");
        engine.past.ask("crm", BackFill.after("all", "e0"), "admin");
        fill();

        assertThat(engine.column("select count(*) from run where status = 'waiting'"))
                .containsExactly(String.valueOf(BackFills.MOST));
        take("live", "started", "another");
        List<String> observed = observed("crm");

        assertThat(observed).hasSize(all).doesNotHaveDuplicates();
        assertThat(observed.indexOf("live")).isLessThan(all / 2);
        assertThat(observed.stream().filter(event -> event.endsWith("*"))).hasSize(all - 1);
    }

    @Test
    void itGoesOnWhereItWasWhenTheProcessDies() {
        engine.take(IntStream.range(0, BackFills.MOST + 10)
                .mapToObj(i -> message("e" + i, "c1"))
                .toArray(InboundMessage[]::new));
        present("crm");
        engine.past.ask("crm", BackFill.after("all", "e0"), "admin");
        engine.whenRinging = () -> {
            throw new IllegalStateException("dies here");
        };
        engine.clock.advance(BackFills.SETTLED);
        assertThat(catchThrowable(engine.backFills::round)).hasMessage("dies here");
        engine.whenRinging = () -> {};
        BackFills nextLife =
                new BackFills(engine.jdbi, engine.deliveries, engine.gate, new NodeName("two"), engine.clock);

        nextLife.round();
        engine.sweeper.sweep(true);

        assertThat(observed("crm"))
                .containsExactlyElementsOf(IntStream.range(1, BackFills.MOST + 10)
                        .mapToObj(i -> "e" + i + "*")
                        .toList());
    }

    @Test
    void anAbsentSubscriberIsGivenNothingUntilItIsThere() {
        take("e1", "started", "c1");
        present("crm");
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));
        engine.past.ask("crm", BackFill.since("first", start), "admin");
        fill();
        assertThat(engine.column("select id from run")).isEmpty();

        present("crm");
        engine.backFills.round();

        assertThat(observed("crm")).containsExactly("e1*");
    }

    @Test
    void whatCannotBeDoneIsRefusedWithItsReason() {
        take("e1", "started", "c1");
        present("crm");
        Instant longAgo = start.minus(Duration.ofDays(31));

        assertThat(engine.past.ask("nobody", BackFill.since("a", start), "admin"))
                .isEqualTo(new Ordered.Unknown());
        assertThat(engine.past.ask("crm", BackFill.since("a", longAgo), "admin"))
                .isEqualTo(new Ordered.Refused("since: found " + longAgo + ", allowed is "
                        + engine.clock.instant().minus(Duration.ofDays(30))
                        + " to now: events are kept for PT720H (switchhook.retention)."));
        assertThat(engine.past.ask("crm", BackFill.since("a", start.plusSeconds(60)), "admin"))
                .isInstanceOf(Ordered.Refused.class);
        assertThat(engine.past.ask("crm", BackFill.after("a", "e9"), "admin"))
                .isEqualTo(new Ordered.Refused("after: no event has this id, or none any more: events are kept for"
                        + " PT720H (switchhook.retention)."));
        assertThat(engine.past.ask("crm", BackFill.after("a", "e1"), "admin")).isEqualTo(new Ordered.Done());
        assertThat(engine.past.ask("crm", BackFill.since("a", start), "admin"))
                .isEqualTo(
                        new Ordered.Refused("id: a was used for after e1 already; allowed is one that was not used."));
    }

    @Test
    void whatTheSubscriberItselfAskedForInVainIsShownAndCanBePutRight() {
        take("e1", "started", "c1");
        present("crm", BackFill.after("first", "e9"));
        present("crm", BackFill.after("first", "e9"));
        assertThat(past("crm").refused()).startsWith("after: no event has this id");
        fill();
        assertThat(engine.column("select id from run")).isEmpty();

        present("crm", BackFill.since("first", start));
        fill();

        assertThat(past("crm").refused()).isEmpty();
        assertThat(observed("crm")).containsExactly("e1*");
    }
}
