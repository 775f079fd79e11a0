package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.Interest;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.store.SubscriberRows;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberDeskTest {
    private final EngineFixture engine = new EngineFixture();

    @BeforeEach
    void subscribe() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
    }

    @Test
    void twoFirstSignsOfLifeAtOneMomentRegisterTheSubscriberOnce() throws Exception {
        FutureTask<Void> second =
                new FutureTask<>(() -> engine.desk.hear(List.of(new SubscriberReport.Present("ledger"))), null);
        Thread thread = new Thread(second);
        engine.jdbi.useTransaction(first -> {
            SubscriberRows.seen(first, "ledger", Interest.ALL, engine.clock.instant());
            thread.start();
            thread.join(200); // it waits for the row that is not committed yet, at most as long as a lock is waited for
            assertThat(thread.isAlive()).isTrue();
        });

        second.get(10, TimeUnit.SECONDS);
        assertThat(engine.column("select name from subscriber order by name")).containsExactly("crm", "ledger");
    }

    @Test
    void handsOutASubjectsNextEventWhenTheOneBeforeIsDelivered() {
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        assertThat(engine.handedTo("crm")).hasSize(1);

        delivered(engine.handedTo("crm").get(0));

        assertThat(engine.handedTo("crm"))
                .extracting(ring -> ring.event().contains("\"e2\""))
                .containsExactly(false, true);
    }

    @Test
    void whatWasNotBegunIsHandedOutAgainAndUsesUpNoAttempt() {
        engine.take(message("e1", "c1"));

        SubscriberReport.Returned returned = new SubscriberReport.Returned(
                "crm", engine.handedTo("crm").get(0).run(), 1);
        engine.desk.hear(List.of(returned));

        assertThat(engine.handedTo("crm"))
                .extracting(Ring.ForSubscriber::attempt)
                .containsExactly(1, 1);

        delivered(engine.handedTo("crm").get(1));
        engine.desk.hear(List.of(returned));
        assertThat(engine.handedTo("crm")).as("told once more, after its end").hasSize(2);
    }

    @Test
    void whatASubscriberReturnsWhenItGoesWaitsForIt() {
        engine.take(message("e1", "c1"));
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));

        engine.desk.hear(List.of(new SubscriberReport.Returned(
                "crm", engine.handedTo("crm").get(0).run(), 1)));
        assertThat(engine.handedTo("crm")).hasSize(1);

        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        assertThat(engine.handedTo("crm")).hasSize(2);
    }

    @Test
    void aFailedDeliveryComesAgainToThatSubscriberAloneWithBackOff() {
        engine.desk.hear(List.of(new SubscriberReport.Present("ledger")));
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));

        failed(engine.handedTo("crm").get(0));

        assertThat(engine.handedTo("ledger")).hasSize(1);
        Ring.ForSubscriber again = engine.handedTo("crm").get(1);
        assertThat(again.event()).contains("\"e1\"");
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aDeliveryThatUsedUpItsAttemptsIsADeadLetterAndTheNextGoes() {
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));

        for (int attempt = 0; attempt < 3; attempt++) {
            failed(engine.handedTo("crm").get(attempt));
            engine.clock.advance(Duration.ofSeconds(20));
        }

        assertThat(engine.column("select concat(kind, ' ', target, ' ', reason) from dead_letter"))
                .containsExactly("subscriber crm IllegalStateException: closed; 3 of 3 attempts used");
        assertThat(engine.handedTo("crm").get(3).event()).contains("\"e2\"");
    }

    @Test
    void aReportThatComesTwiceCountsOnce() {
        engine.take(message("e1", "c1"));
        Ring.ForSubscriber first = engine.handedTo("crm").get(0);

        failed(first);
        failed(first);

        assertThat(engine.column("select concat(tries, ' ', status) from run")).containsExactly("1 waiting");
        assertThat(engine.handedTo("crm"))
                .extracting(Ring.ForSubscriber::attempt)
                .containsExactly(1, 2);
    }

    @Test
    void aReportComingAgainAfterADeathRingsForTheNextInLine() {
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        Ring.ForSubscriber first = engine.handedTo("crm").get(0);
        engine.whenRinging = () -> {
            throw new AssertionError("dies between taking the bell and ringing it");
        };
        assertThatThrownBy(() -> delivered(first)).isInstanceOf(AssertionError.class);
        engine.whenRinging = () -> {};

        engine.desk.hear(List.of(new SubscriberReport.Delivered("crm", first.run(), 1)));

        assertThat(engine.handedTo("crm")).hasSize(2);
        assertThat(engine.handedTo("crm").get(1).event()).contains("\"e2\"");
    }

    @Test
    void reportsOfOneMessageAreHeardTogether() {
        takeTwoOfEach("c1", "c2", "c3");
        List<Ring.ForSubscriber> first = engine.handedTo("crm");
        engine.together.clear();

        engine.desk.hear(List.of(done(first.get(0)), failure(first.get(1)), done(first.get(2))));

        assertThat(engine.together).as("rung for in one transaction").containsExactly(2, 1);
        assertThat(events(engine.handedTo("crm").subList(3, 6))).containsExactly("c1-2", "c3-2", "c2-1");
        assertThat(engine.column("select concat(id, ' ', status, ' ', tries) from run order by id"))
                .containsExactly(
                        "1 succeeded 1", "2 waiting 0", "3 waiting 1", "4 waiting 0", "5 succeeded 1", "6 waiting 0");
    }

    @Test
    void reportsOfOneMessageHandOutNoMoreThanTheWindow() {
        takeTwoOfEach("c1", "c2", "c3", "c4", "c5");
        List<SubscriberReport> answers = new ArrayList<>();

        for (int answered = 0; answered < 10; answered += answers.size()) {
            List<Ring.ForSubscriber> handed = engine.handedTo("crm");
            assertThat(handed.size() - answered).isBetween(1, 3);
            answers = handed.subList(answered, handed.size()).stream()
                    .map(SubscriberDeskTest::done)
                    .toList();
            engine.desk.hear(answers);
        }

        assertThat(engine.column("select distinct status from run")).containsExactly("succeeded");
    }

    @Test
    void ofReportsThatCannotBeActedOnTogetherOnlyTheBrokenOneIsDropped() {
        takeTwoOfEach("c1", "c2");
        List<Ring.ForSubscriber> first = engine.handedTo("crm");
        engine.jdbi.useHandle(handle -> handle.execute("update event set data = 'rubbish' where id = 'c1-2'"));

        engine.desk.hear(List.of(done(first.get(0)), done(first.get(1))));

        assertThat(engine.column("select id from run where status = 'succeeded' order by id"))
                .containsExactly("1", "3");
        assertThat(events(engine.handedTo("crm").subList(2, 3))).containsExactly("c2-2");
    }

    @Test
    void whenTheStoreIsAwayNoReportIsDropped() {
        takeTwoOfEach("c1", "c2");
        List<Ring.ForSubscriber> first = engine.handedTo("crm");
        List<SubscriberReport> reports = List.of(done(first.get(0)), failure(first.get(1)));
        engine.storeFailures.add(new SQLException("gone", "08001"));

        assertThatThrownBy(() -> engine.desk.hear(reports)).rootCause().hasMessage("gone");
        engine.desk.hear(reports);

        assertThat(events(engine.handedTo("crm").subList(2, 4))).containsExactly("c1-2", "c2-1");
    }

    @Test
    void aMessageComingAgainAfterADeathRingsForAllThatIsNext() {
        takeTwoOfEach("c1", "c2", "c3");
        List<SubscriberReport> reports =
                engine.handedTo("crm").stream().map(SubscriberDeskTest::done).toList();
        engine.whenRinging = () -> {
            throw new AssertionError("dies between taking the bells and ringing them");
        };
        assertThatThrownBy(() -> engine.desk.hear(reports)).isInstanceOf(AssertionError.class);
        engine.whenRinging = () -> {};
        engine.gate.refresh(Map.of("crm", 0)); // what a process has counted dies with it

        engine.desk.hear(reports);
        engine.desk.hear(reports);

        assertThat(events(engine.handedTo("crm").subList(3, 6))).containsExactlyInAnyOrder("c1-2", "c2-2", "c3-2");
        assertThat(engine.handedTo("crm")).hasSize(6);
    }

    @Test
    void aSubjectThatLooksLikeALineOfOneKeepsItsOrder() {
        takeTwoOfEach("#7");

        delivered(engine.handedTo("crm").get(0));

        assertThat(events(engine.handedTo("crm"))).containsExactly("#7-1", "#7-2");
    }

    @Test
    void aLateAnswerToACopyNeitherEndsNorRepeatsWhatCameAfter() {
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        engine.take(message("e3", "c1"));
        engine.clock.advance(Sweeper.UNANSWERED.plusSeconds(1));
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.sweeper.sweep(false);
        assertThat(engine.handedTo("crm")).extracting(Ring::run).containsExactly(1L, 1L);
        delivered(engine.handedTo("crm").get(1));

        failed(engine.handedTo("crm").get(0));
        delivered(engine.handedTo("crm").get(0));

        assertThat(engine.handedTo("crm")).extracting(Ring::run).containsExactly(1L, 1L, 2L);
        assertThat(engine.column("select concat(id, ' ', status) from run order by id"))
                .containsExactly("1 succeeded", "2 waiting", "3 waiting");
    }

    @Test
    void keepsEventsForAnAbsentSubscriberAndHandsThemOutInOrderWhenItIsBack() {
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        engine.take(message("e3", "c2"));
        assertThat(engine.handedTo("crm")).isEmpty();

        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        assertThat(engine.handedTo("crm")).hasSize(2);
        delivered(engine.handedTo("crm").get(0));

        assertThat(engine.handedTo("crm")).hasSize(3);
        assertThat(engine.handedTo("crm").get(2).event()).contains("\"e2\"");
    }

    @Test
    void aSlowSubscriberIsHandedNoMoreThanItsWindow() {
        for (int i = 0; i < 10; i++) {
            engine.take(message("e" + i, "c" + i));
        }
        assertThat(engine.handedTo("crm")).hasSize(3);

        for (int answered = 0; answered < 10; answered++) {
            delivered(engine.handedTo("crm").get(answered));
        }

        assertThat(engine.column("select status from run where status <> 'succeeded'"))
                .isEmpty();
    }

    @Test
    void largeEventsAreHandedOutAFewAtATime() {
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));
        JsonObject large =
                Json.createObjectBuilder().add("text", "x".repeat(3_000_000)).build();
        for (int i = 1; i <= 3; i++) {
            engine.take(message("e" + i, "c" + i, large));
        }

        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));

        assertThat(engine.handedTo("crm")).hasSize(3);
        assertThat(engine.together).as("rung for in one transaction").containsExactly(2, 1);
    }

    @Test
    void aSubscriberThatSaysNothingIsTakenForAbsent() {
        engine.clock.advance(Duration.ofSeconds(36));
        engine.sweeper.sweep(false);

        engine.take(message("e1", "c1"));

        assertThat(engine.handedTo("crm")).isEmpty();
    }

    @Test
    void aSubscriberThatNeverReturnsIsForgottenWithWhatWaitsForIt() {
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));
        engine.take(message("e1", "c1"));
        engine.clock.advance(Duration.ofDays(7));
        engine.sweeper.sweep(false);
        assertThat(engine.column("select status from run")).containsExactly("waiting");

        engine.clock.advance(Duration.ofSeconds(1));
        engine.sweeper.sweep(false);

        assertThat(engine.column("select concat(status, ' ', reason) from run"))
                .containsExactly("failed subscriber crm was not heard of for PT168H");
        engine.take(message("e2", "c1"));
        assertThat(engine.column("select id from run"))
                .as("nothing more is kept for it")
                .hasSize(1);
    }

    private void takeTwoOfEach(String... subjects) {
        for (String subject : subjects) {
            engine.take(message(subject + "-1", subject));
            engine.take(message(subject + "-2", subject));
        }
    }

    private static List<String> events(List<Ring.ForSubscriber> rings) {
        return rings.stream()
                .map(ring -> EventRecord.fromText(ring.event()).id())
                .toList();
    }

    private void delivered(Ring.ForSubscriber ring) {
        engine.desk.hear(List.of(done(ring)));
    }

    private void failed(Ring.ForSubscriber ring) {
        engine.desk.hear(List.of(failure(ring)));
    }

    private static SubscriberReport done(Ring.ForSubscriber ring) {
        return new SubscriberReport.Delivered("crm", ring.run(), ring.attempt());
    }

    private static SubscriberReport failure(Ring.ForSubscriber ring) {
        return new SubscriberReport.Failed("crm", ring.run(), ring.attempt(), "IllegalStateException: closed");
    }
}
