package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.engine.SubscriberRemoval.Removal;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.pause.Pauses;
import io.switchhook.query.StoredSubscribers;
import io.switchhook.query.SubscriberView;
import io.switchhook.store.RemovalRows;
import io.switchhook.store.RemovalRows.Stock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberControlTest {
    private final EngineFixture engine = new EngineFixture();
    private final PauseControl pauses = new PauseControl(engine.jdbi, engine.pauses, engine.ringer, engine.clock);
    private final SubscriberControl control = new SubscriberControl(engine.jdbi, pauses, engine.deliveries);
    /** Whose messages the broker has dropped. */
    private final List<String> unsubscribed = new ArrayList<>();

    private final SubscriberRemoval removal =
            new SubscriberRemoval(engine.jdbi, engine.gate, unsubscribed::add, engine.clock);
    private final StoredSubscribers stored = new StoredSubscribers(engine.jdbi);

    @BeforeEach
    void subscribe() {
        present("crm");
        present("ledger");
    }

    private void present(String subscriber) {
        engine.desk.hear(List.of(new SubscriberReport.Present(subscriber)));
    }

    private void absent(String subscriber) {
        engine.desk.hear(List.of(new SubscriberReport.Absent(subscriber)));
    }

    private List<String> handed(String subscriber) {
        return engine.handedTo(subscriber).stream()
                .map(ring -> EventRecord.fromText(ring.event()).id())
                .toList();
    }

    private void delivered(Ring.ForSubscriber ring) {
        engine.desk.hear(List.of(new SubscriberReport.Delivered(ring.subscriber(), ring.run(), ring.attempt())));
    }

    private void failed(Ring.ForSubscriber ring) {
        engine.desk.hear(List.of(new SubscriberReport.Failed(ring.subscriber(), ring.run(), ring.attempt(), "closed")));
    }

    private SubscriberView view(String subscriber) {
        return stored.find(subscriber).orElseThrow();
    }

    @Test
    void aPausedSubscriberIsHandedNothingAndTheOthersAre() {
        assertThat(control.pause("crm", "admin").orElseThrow().by()).isEqualTo("admin");

        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c2"));
        present("crm");
        engine.sweeper.sweep(false);

        assertThat(handed("crm")).isEmpty();
        assertThat(handed("ledger")).containsExactly("e1", "e2");
        assertThat(view("crm").backlog()).isEqualTo(2);
        assertThat(control.pause("nobody", "admin")).isEmpty();
        assertThat(control.resume("nobody")).isEmpty();
    }

    @Test
    void whatWaitedIsHandedOutInOrderWhenItIsResumed() {
        control.pause("crm", "admin");
        for (String id : List.of("e1", "e2", "e3")) {
            engine.take(message(id, "c1"));
        }

        assertThat(control.resume("crm")).contains(true);

        for (int i = 0; i < 3; i++) {
            delivered(engine.handedTo("crm").get(i));
        }
        assertThat(handed("crm")).containsExactly("e1", "e2", "e3");
        assertThat(control.resume("crm")).contains(false);
    }

    @Test
    void anAnswerDuringThePauseBringsNothingMore() {
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        engine.take(message("e3", "c2"));
        control.pause("crm", "admin");

        delivered(engine.handedTo("crm").get(0));
        failed(engine.handedTo("crm").get(1));
        engine.clock.advance(Duration.ofMinutes(20));
        present("crm");
        present("ledger");
        engine.sweeper.sweep(false);
        assertThat(handed("crm")).containsExactly("e1", "e3");

        control.resume("crm");
        assertThat(handed("crm")).containsExactly("e1", "e3", "e2", "e3");
    }

    @Test
    void whatWasNotAnsweredBeforeThePauseIsNotPublishedAgainDuringIt() {
        engine.take(message("e1", "c1"));
        control.pause("crm", "admin");

        engine.clock.advance(Sweeper.UNANSWERED.plusSeconds(1));
        present("crm");
        engine.sweeper.sweep(false);
        assertThat(handed("crm")).containsExactly("e1");

        control.resume("crm");
        engine.sweeper.sweep(false);
        assertThat(handed("crm")).containsExactly("e1", "e1");
    }

    @Test
    void aServerThatDoesNotKnowYetWhatIsPausedHandsOutNothing() {
        Pauses unknown = new Pauses();
        SubscriberGate gate = new SubscriberGate(() -> 3, unknown);
        gate.opened("crm");
        assertThat(gate.room("crm")).isZero();

        control.pause("ledger", "admin");
        PauseControl elsewhere = new PauseControl(engine.jdbi, unknown, engine.ringer, engine.clock);
        elsewhere.round();
        gate.opened("ledger");

        assertThat(gate.room("crm")).isEqualTo(3);
        assertThat(gate.room("ledger")).isZero();
    }

    @Test
    void showsBacklogFailuresAndTheLastDelivery() {
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c2"));
        engine.take(message("e3", "c3"));
        delivered(engine.handedTo("crm").get(0));
        failed(engine.handedTo("crm").get(1));
        giveUp(engine.handedTo("crm").get(2));

        SubscriberView crm = view("crm");

        assertThat(crm.present()).isTrue();
        assertThat(crm.backlog()).isEqualTo(1);
        assertThat(crm.inRetry()).isEqualTo(1);
        assertThat(crm.deadLetters()).isEqualTo(1);
        assertThat(crm.lastDelivery()).isPresent();
        assertThat(view("ledger").lastDelivery()).isEmpty();
        assertThat(stored.all()).extracting(SubscriberView::name).containsExactly("crm", "ledger");
        assertThat(stored.find("nobody")).isEmpty();
    }

    private void giveUp(Ring.ForSubscriber first) {
        for (int attempt = 1; attempt <= 3; attempt++) {
            engine.desk.hear(List.of(new SubscriberReport.Failed(first.subscriber(), first.run(), attempt, "closed")));
        }
    }

    @Test
    void removingNamesWhatItDiscardsFirstAndThenDoesSo() {
        control.pause("crm", "admin");
        absent("crm");
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));

        assertThat(removal.preview("crm")).contains(new Stock(false, 2, 0));
        assertThat(removal.remove("crm", 1, "admin")).contains(new Removal(false, new Stock(false, 2, 0)));
        assertThat(engine.column("select distinct status from run")).containsExactly("waiting");
        assertThat(unsubscribed).isEmpty();
        assertThat(removal.remove("crm", 2, "admin").orElseThrow().done()).isTrue();
        assertThat(unsubscribed).containsExactly("crm");

        assertThat(removal.remove("crm", 2, "admin")).isEmpty();
        assertThat(engine.column("select concat(status, ' ', reason) from run where target = 'crm'"))
                .containsExactly(
                        "cancelled subscriber crm was removed by admin",
                        "cancelled subscriber crm was removed by admin");
        assertThat(engine.column("select name from pause")).isEmpty();
        assertThat(engine.column("select status from run where target = 'ledger' and line is not null"))
                .hasSize(2);
    }

    @Test
    void removingDropsItsDeadLettersAndNoOthers() {
        engine.take(message("e1", "c1"));
        giveUp(engine.handedTo("crm").get(0));
        giveUp(engine.handedTo("ledger").get(0));
        absent("crm");

        assertThat(removal.preview("crm")).contains(new Stock(false, 0, 1));
        assertThat(removal.remove("crm", 1, "admin").orElseThrow().done()).isTrue();

        assertThat(engine.column("select target from dead_letter")).containsExactly("ledger");
    }

    @Test
    void whoIsThereIsNotRemoved() {
        assertThat(removal.remove("crm", 9, "admin")).contains(new Removal(false, new Stock(true, 0, 0)));
        assertThat(engine.column("select name from subscriber order by name")).containsExactly("crm", "ledger");
    }

    @Test
    void aRemovedSubscriberThatComesAgainBeginsAnew() {
        absent("crm");
        engine.take(message("e1", "c1"));
        removal.remove("crm", 1, "admin");
        engine.take(message("e2", "c1"));

        present("crm");
        engine.take(message("e3", "c1"));

        assertThat(handed("crm")).containsExactly("e3");
    }

    @Test
    void whoDiesWhileRemovingLeavesItToTheNextRoundAndNobodyRegistersMeanwhile() {
        absent("crm");
        engine.take(message("e1", "c1"));
        engine.jdbi.useHandle(handle -> RemovalRows.begin(handle, "crm", "admin"));

        engine.take(message("e2", "c1"));
        present("crm");
        assertThat(handed("crm")).isEmpty();
        assertThat(stored.find("crm")).isEmpty();
        removal.round();

        assertThat(engine.column("select name from subscriber")).containsExactly("ledger");
        assertThat(engine.column("select status from run where target = 'crm'")).containsExactly("cancelled");
        present("crm");
        engine.take(message("e3", "c1"));
        assertThat(handed("crm")).containsExactly("e3");
    }

    @Test
    void aSubscriberThatIsForgottenIsNotPausedWhenItComesAgain() {
        control.pause("crm", "admin");
        absent("crm");

        engine.clock.advance(Duration.ofDays(8));
        present("ledger");
        engine.sweeper.sweep(false);
        pauses.round();

        assertThat(engine.pauses.isPaused(Kind.SUBSCRIBER, "crm")).isFalse();
        assertThat(engine.column("select name from subscriber")).containsExactly("ledger");
    }
}
