package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.identity.RepeatWindow;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.workflow.Workflow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboundEngineTest {
    private final EngineFixture engine = new EngineFixture();

    /** The edge between two stretches of {@link #WINDOW}. */
    private static final Instant EDGE = Instant.parse("2026-11-21T08:00:00Z");

    private static final RepeatWindow WINDOW = new RepeatWindow("content", Duration.ofMinutes(1));

    /** Stands for the death of the process: no handler of ours catches it. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void storesAnEventWithItsRunsAndRingsForThem() {
        engine.starting("notify", "call");

        engine.take(message("e1", "c1"));

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.column("select target from run")).containsExactly("notify");
        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void marksAnEventNobodyIsInterestedInRoutedAtOnce() {
        engine.take(message("e1", "c1"));

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void countsASecondComingAsDuplicateAndStartsNothing() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.heedBells();

        engine.take(message("e1", "c1"));

        assertThat(engine.column("select duplicates from event")).containsExactly("1");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void doesNotCountTheBrokersRedeliveryAsDuplicate() {
        engine.take(message("e1", "c1"));

        engine.take(message("e1", "c1"), "ID:1");

        assertThat(engine.column("select duplicates from event")).containsExactly("0");
    }

    @Test
    void countsASendersRepeatOnceThoughTheBrokerBringsItTwice() {
        engine.take(message("e1", "c1"), "ID:1");

        engine.take(message("e1", "c1"), "ID:2");
        engine.take(message("e1", "c1"), "ID:2");
        assertThat(engine.column("select duplicates from event")).containsExactly("1");

        engine.take(message("e1", "c1"), "ID:3");
        assertThat(engine.column("select duplicates from event")).containsExactly("2");
    }

    @Test
    void goesOnAfterDyingBeforeTheBellsAreRung() {
        engine.starting("notify", "call");
        engine.whenRinging = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> engine.take(message("e1", "c1"))).isInstanceOf(Death.class);
        engine.whenRinging = () -> {};

        engine.take(message("e1", "c1"), "ID:1");

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.column("select id from run")).hasSize(1);
        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void goesOnAfterDyingBeforeTheMessageIsAcknowledged() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.heedBells();

        engine.take(message("e1", "c1"), "ID:1");
        engine.heedBells();

        assertThat(engine.column("select state from event")).containsExactly("routed");
        assertThat(engine.executed).containsExactly("call of e1 attempt 1");
    }

    @Test
    void goesOnAfterDyingThoughTheSenderHasRepeatedTheEventMeanwhile() {
        engine.starting("notify", "call");
        engine.whenRinging = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> engine.take(message("e1", "c1"), message("e1", "c1")))
                .isInstanceOf(Death.class);
        engine.whenRinging = () -> {};

        engine.take(message("e1", "c1"), "ID:1");
        engine.take(message("e1", "c1"), "ID:2");

        assertThat(engine.rung).hasSize(1);
        assertThat(engine.column("select duplicates from event")).containsExactly("1");
    }

    @Test
    void aRepeatInTheSameBreathIsADuplicate() {
        engine.starting("notify", "call");

        engine.take(message("e1", "c1"), message("e2", "c1"), message("e1", "c1"));

        assertThat(engine.column("select concat(id, ' ', duplicates, ' ', state) from event order by seq"))
                .containsExactly("e1 1 routed", "e2 0 routed");
        assertThat(engine.column("select id from run")).hasSize(2);
    }

    @Test
    void whatRepeatsAnEventUnderAnotherIdIsCountedAndNothingElse() {
        engine.starting("notify", "call");
        engine.take(unnamed(EDGE.minusSeconds(1)));
        engine.heedBells();

        engine.take(unnamed(EDGE.plusSeconds(1)), "ID:repeat");
        engine.take(unnamed(EDGE.plusSeconds(1)), "ID:repeat");

        assertThat(engine.column("select concat(duplicates, ' ', state) from event"))
                .as("the broker's redelivery of the repeat is not counted")
                .containsExactly("1 routed");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void whatRepeatsAnEventUnderAnotherIdDoesNotGoOnWhereThatOneWasLeft() {
        engine.starting("notify", "call");
        engine.take(unnamed(EDGE.minusSeconds(1)));
        engine.rung.clear();

        engine.take(unnamed(EDGE.plusSeconds(1)));

        assertThat(engine.column("select concat(duplicates, ' ', state) from event"))
                .containsExactly("1 routed");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void whatRepeatsAnEventUnderAnotherIdInTheSameBreathIsCounted() {
        engine.starting("notify", "call");

        engine.take(
                unnamed(EDGE.minusSeconds(1)),
                message("e1", "c1"),
                unnamed(EDGE.plusSeconds(1)),
                unnamed(EDGE.minusSeconds(2)),
                unnamed(EDGE.plusSeconds(2)));

        assertThat(engine.column("select concat(duplicates, ' ', state) from event order by seq"))
                .containsExactly("3 routed", "0 routed");
        assertThat(engine.column("select id from run")).hasSize(2);
        assertThat(engine.rung).hasSize(2);
    }

    @Test
    void whatWasReceivedLaterAndComesFirstIsTheOneThatIsRepeated() {
        engine.take(unnamed(EDGE.plusSeconds(1)), unnamed(EDGE.minusSeconds(1)));

        assertThat(engine.column("select concat(id, ' ', duplicates) from event"))
                .containsExactly(WINDOW.id(EDGE) + " 1");
    }

    @Test
    void whatComesAfterTheWindowIsNewThoughARepeatInsideItHadItsId() {
        engine.take(unnamed(EDGE.minusSeconds(1)), unnamed(EDGE.plusSeconds(1)), unnamed(EDGE.plusSeconds(59)));

        assertThat(engine.column("select duplicates from event order by seq")).containsExactly("1", "0");

        engine.take(unnamed(EDGE.plusSeconds(59)));

        assertThat(engine.column("select duplicates from event order by seq")).containsExactly("1", "1");
    }

    @Test
    void otherContentIsNoRepeat() {
        RepeatWindow other = new RepeatWindow("other", WINDOW.length());

        engine.take(unnamed(EDGE.minusSeconds(1)), EngineFixture.unnamed(other, EDGE.plusSeconds(1)));
        engine.take(EngineFixture.unnamed(new RepeatWindow("third", WINDOW.length()), EDGE.plusSeconds(1)));

        assertThat(engine.column("select duplicates from event")).containsExactly("0", "0", "0");
    }

    @Test
    void aRunThatIsDueAndFirstInItsLineIsClaimedAtBirthAndNeedsNoBell() {
        engine.starting("notify", "call").withPlaces(5);

        engine.take(message("e1", "c1"), message("e2", "c1"), message("e3", "c2"));

        assertThat(
                        engine.column(
                                "select concat(status, ' ', case when rung_at is null then 'TRUE' else 'FALSE' end) from run order by id"))
                .containsExactly("running FALSE", "waiting TRUE", "running FALSE");
        assertThat(engine.rung).isEmpty();
        assertThat(engine.claimed).hasSize(2);

        engine.claimed.forEach(Runnable::run);
        engine.heedBells();
        assertThat(engine.executed)
                .containsExactlyInAnyOrder("call of e1 attempt 1", "call of e3 attempt 1", "call of e2 attempt 1")
                .containsSubsequence("call of e1 attempt 1", "call of e2 attempt 1");
    }

    @Test
    void whatFindsNoPlaceIsRungFor() {
        engine.starting("notify", "call").withPlaces(1);

        engine.take(message("e1", "c1"), message("e2", "c2"));

        assertThat(engine.column("select status from run order by id")).containsExactly("running", "waiting");
        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void placesAreFreeAgainWhenRunsHaveEndedOrCouldNotBeStored() {
        engine.starting("notify", "call").withPlaces(1);
        engine.storeFailures.add(new SQLException("gone", "08006"));
        assertThatThrownBy(() -> engine.take(message("e1", "c1"))).isInstanceOf(RuntimeException.class);

        engine.take(message("e1", "c1"));
        assertThat(engine.claimed).hasSize(1);
        engine.claimed.remove(0).run();
        engine.take(message("e2", "c1"));

        assertThat(engine.claimed).hasSize(1);
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void aRunClaimedByAProcessThatDiedBeforeItBeganIsDoneAfterTheStart() {
        engine.starting("notify", "call").withPlaces(1);
        engine.take(message("e1", "c1"));
        engine.jdbi.useHandle(handle -> handle.execute("update run set claimed_by = 'one/earlier'"));

        engine.sweeper.sweep(true);
        engine.heedBells();

        assertThat(engine.executed).containsExactly("call of e1 attempt 1");
    }

    @Test
    void aRunThatWasNotBegunWhenTheApplicationStopsIsRungForAfterTheNextStart() {
        engine.starting("notify", "call").withPlaces(1);
        engine.take(message("e1", "c1"));
        engine.workers.stop(Duration.ZERO);
        engine.claimed.forEach(Runnable::run);
        assertThat(engine.executed).isEmpty();

        engine.sweeper.sweep(true);
        engine.heedBells();

        assertThat(engine.executed).containsExactly("call of e1 attempt 1");
        assertThat(engine.column("select outcome from attempt")).containsExactly("done");
    }

    @Test
    void aSubscriberIsHandedNoMoreThanItMayHaveOfWhatComesTogether() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));

        engine.take(message("e1", "c1"), message("e2", "c2"), message("e3", "c3"), message("e4", "c4"));

        assertThat(engine.handedTo("crm")).hasSize(3);
        assertThat(engine.column("select count(*) from run where rung_at is null"))
                .containsExactly("1");
    }

    @Test
    void ringsForALaterEventOfASubjectOnlyWhenTheEarlierOneHasEnded() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        engine.take(message("e3", "c2"));
        assertThat(engine.rung).as("e1 and e3 lead their lines").hasSize(2);

        engine.heedBells();

        assertThat(engine.executed)
                .containsExactlyInAnyOrder("call of e1 attempt 1", "call of e3 attempt 1", "call of e2 attempt 1")
                .containsSubsequence("call of e1 attempt 1", "call of e2 attempt 1");
    }

    @Test
    void letsRunsOfAnUnorderedWorkflowGoSideBySide() {
        engine.starting("notify", Workflow.Ordering.NONE, Duration.ZERO, "call");

        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));

        assertThat(engine.rung).hasSize(2);
    }

    @Test
    void ringsAheadForAShortDelayAndLeavesALongOneToTheSweep() {
        engine.starting("soon", Workflow.Ordering.SUBJECT, Duration.ofSeconds(60), "call")
                .starting("later", Workflow.Ordering.SUBJECT, Duration.ofSeconds(61), "call");
        engine.take(message("e1", "c1"));
        assertThat(engine.rung).extracting(Ring::delay).containsExactly(Duration.ofSeconds(60));

        engine.clock.advance(Duration.ofSeconds(5));
        engine.sweeper.sweep(false);

        assertThat(engine.rung).extracting(Ring::delay).contains(Duration.ofSeconds(56));
    }

    @Test
    void handsAnEventToASubscriberThatIsThereAndKeepsItForOneThatIsNot() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.desk.hear(List.of(new SubscriberReport.Present("ledger")));
        engine.desk.hear(List.of(new SubscriberReport.Absent("ledger")));

        engine.take(message("e1", "c1"));

        assertThat(engine.handedTo("crm")).hasSize(1);
        assertThat(engine.handedTo("ledger")).isEmpty();
        assertThat(engine.column("select target from run order by target")).containsExactly("crm", "ledger");
    }

    @Test
    void aDeliveryWhoseBellDiedWithUsIsHandedOutWhenItsSubscriberIsThereAgain() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.whenRinging = () -> {
            throw new Death();
        };
        assertThatThrownBy(() -> engine.take(message("e1", "c1"))).isInstanceOf(Death.class);
        engine.whenRinging = () -> {};
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));

        engine.take(message("e1", "c1"), "ID:1");
        assertThat(engine.handedTo("crm")).isEmpty();

        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        assertThat(engine.handedTo("crm")).hasSize(1);
    }

    private static InboundMessage unnamed(Instant receivedAt) {
        return EngineFixture.unnamed(WINDOW, receivedAt);
    }
}
