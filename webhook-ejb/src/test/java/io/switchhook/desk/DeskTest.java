package io.switchhook.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import io.switchhook.desk.Desk.Seating;
import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class DeskTest {
    private final MovedClock clock = new MovedClock();
    private final Jdbi jdbi = store();
    private final Desk desk = desk();

    private static Jdbi store() {
        DataSource memory = TestStore.migrated();
        return Database.on(memory);
    }

    /** As on another server, or after another start. */
    private Desk desk() {
        Settings settings =
                Settings.of(Map.of("switchhook.desk.connections", "4", "switchhook.desk.connections-per-agent", "2"));
        return new Desk(jdbi, DeskLimits.of(settings), () -> Duration.ofDays(30), clock);
    }

    private void pop(long id, String agent) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into screen_pop (id, agent, url, label, display, event_id,"
                        + " topic, subject, run_id, created_at) values (:id, :agent, 'https://crm.example.com/7', '',"
                        + " 'new-tab', 'e1', 'call.offered', 'c1', 1, :now)")
                .bind("id", id)
                .bind("agent", agent)
                .bind("now", clock.instant())
                .execute());
    }

    private Person sit(Desk at, String agent, OptionalLong lastId) {
        Person person = new Person();
        assertThat(at.sit(agent, lastId, Optional.empty(), person)).isEqualTo(Seating.TAKEN);
        at.round();
        return person;
    }

    private Person sit(String agent) {
        return sit(desk, agent, OptionalLong.empty());
    }

    private void after(Duration time) {
        clock.now = clock.now.plus(time);
        desk.round();
    }

    @Test
    void whoSitsThereIsSentTheAgentsPopsAndNoOthers() {
        Person anna = sit("anna");
        pop(1, "anna");
        pop(2, "bob");

        after(Desk.LOOK);
        after(Desk.LOOK);

        assertThat(anna.ids()).containsExactly(1L);
        assertThat(anna.got)
                .contains(
                        "id: 1\nevent: screen-pop\ndata: {\"id\":1,\"url\":\"https://crm.example.com/7\",\"label\":\"\","
                                + "\"display\":\"new-tab\",\"eventId\":\"e1\",\"topic\":\"call.offered\",\"subject\":\"c1\","
                                + "\"time\":\"2026-11-21T08:00:00Z\"}\n\n");
    }

    @Test
    void aPopWrittenHereIsSentWithoutWaitingForTheNextLook() {
        Person anna = sit("anna");
        pop(1, "anna");
        after(Duration.ofMillis(100));
        assertThat(anna.ids()).isEmpty();

        desk.stir();
        after(Duration.ofMillis(100));

        assertThat(anna.ids()).containsExactly(1L);
    }

    @Test
    void whoComesBackIsSentWhatCameMeanwhile() {
        Person anna = sit("anna");
        pop(1, "anna");
        pop(2, "anna");
        after(Desk.LOOK);
        anna.leave();
        pop(3, "anna");

        assertThat(sit(desk(), "anna", OptionalLong.of(2)).ids()).containsExactly(3L);
        assertThat(sit(desk(), "anna", OptionalLong.of(1)).ids()).containsExactly(2L, 3L);
    }

    @Test
    void onePopWithALowerIdThatIsCommittedLaterIsNotMissed() {
        Person anna = sit("anna");
        pop(2, "anna");
        after(Desk.LOOK);
        pop(1, "anna");
        after(Desk.LOOK);
        assertThat(anna.ids()).containsExactly(2L, 1L);
        anna.leave();
        pop(3, "anna");
        sit(desk(), "anna", OptionalLong.of(2)).leave();
        pop(0, "anna");

        assertThat(sit(desk(), "anna", OptionalLong.of(3)).ids()).containsExactly(0L);
    }

    @Test
    void aPageLoadedAnewIsSentWhatIsNotKnownToHaveArrived() {
        Person anna = sit("anna");
        pop(1, "anna");
        after(Desk.LOOK);
        after(Seat.QUIET);
        assertThat(sit(desk(), "anna", OptionalLong.empty()).ids()).containsExactly(1L);

        after(Seat.QUIET);
        pop(2, "anna");

        assertThat(anna.ids()).containsExactly(1L);
        assertThat(sit(desk(), "anna", OptionalLong.empty()).ids()).containsExactly(2L);
    }

    @Test
    void whatTheNetworkHasNotTakenHasNotArrived() {
        Person anna = sit("anna");
        anna.drained = false;
        pop(1, "anna");
        after(Desk.LOOK);
        after(Seat.QUIET);
        after(Seat.QUIET);
        after(Seat.QUIET);

        assertThat(sit(desk(), "anna", OptionalLong.empty()).ids()).containsExactly(1L);
    }

    @Test
    void whatTheBrowserSaysItHasIsNotSentToItsNextPage() {
        Person anna = sit("anna");
        pop(1, "anna");
        after(Desk.LOOK);
        anna.leave();
        sit(desk, "anna", OptionalLong.of(1)).leave();

        assertThat(sit("anna").ids()).isEmpty();
    }

    @Test
    void twoAtTheSameDeskAreBothSentIt() {
        Person one = sit("anna");
        Person other = sit("anna");
        pop(1, "anna");

        after(Desk.LOOK);

        assertThat(one.ids()).containsExactly(1L);
        assertThat(other.ids()).containsExactly(1L);
    }

    @Test
    void oldPopsAreNotShownAndOfManyTheLast() {
        pop(1, "anna");
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        for (long id = 2; id < 150; id++) {
            pop(id, "anna");
        }
        pop(150, "bob");

        assertThat(sit("anna").ids()).hasSize(100).startsWith(50L).endsWith(149L);
        assertThat(sit("bob").ids()).containsExactly(150L);
    }

    @Test
    void showsThatItIsThereEveryFifteenSeconds() {
        Person anna = sit("anna");
        assertThat(anna.got).containsExactly(":\n\n");

        after(Duration.ofSeconds(14));
        assertThat(anna.got).hasSize(1);
        after(Duration.ofSeconds(1));
        assertThat(anna.got).hasSize(2);
    }

    @Test
    void whoIsGoneOrTooSlowGivesUpTheSeat() {
        Person anna = sit("anna");
        anna.gone = true;
        sit("anna");
        pop(1, "anna");
        after(Desk.LOOK);

        assertThat(anna.ended).isTrue();
        assertThat(sit("anna").ids()).containsExactly(1L);
    }

    @Test
    void thereAreSoManySeatsOfOneAgentAndInAll() {
        sit("anna");
        sit("anna");
        assertThat(desk.sit("anna", OptionalLong.empty(), Optional.empty(), new Person()))
                .isEqualTo(Seating.AGENT_FULL);
        sit("bob");
        Person eve = sit("eve");
        assertThat(desk.sit("mallory", OptionalLong.empty(), Optional.empty(), new Person()))
                .isEqualTo(Seating.FULL);

        eve.leave();

        assertThat(desk.sit("mallory", OptionalLong.empty(), Optional.empty(), new Person()))
                .isEqualTo(Seating.TAKEN);
    }

    @Test
    void theConnectionEndsWithTheToken() {
        Person anna = new Person();
        desk.sit("anna", OptionalLong.empty(), Optional.of(clock.now.plusSeconds(10)), anna);
        after(Duration.ofSeconds(9));
        assertThat(anna.ended).isFalse();

        after(Duration.ofSeconds(1));

        assertThat(anna.ended).isTrue();
    }

    @Test
    void oldPopsAreDropped() {
        pop(1, "anna");
        clock.now = clock.now.plus(Duration.ofDays(30)).plusSeconds(1);
        pop(2, "anna");

        assertThat(desk.dropOld()).isFalse();

        List<Long> left = jdbi.withHandle(handle -> handle.createQuery("select id from screen_pop")
                .mapTo(Long.class)
                .list());
        assertThat(left).containsExactly(2L);
    }

    private final class Person implements Listener {
        private final List<String> got = new ArrayList<>();
        private boolean drained = true;
        private boolean gone;
        private boolean ended;

        @Override
        public boolean offer(String text) {
            if (!gone) {
                got.add(text);
            }
            return !gone;
        }

        @Override
        public boolean isDrained() {
            return drained;
        }

        @Override
        public void end() {
            ended = true;
        }

        void leave() {
            desk.leave(this);
        }

        List<Long> ids() {
            return got.stream()
                    .filter(text -> text.startsWith("id: "))
                    .map(text -> Long.valueOf(text.substring(4, text.indexOf('\n'))))
                    .toList();
        }
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T08:00:00Z");

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
            throw new UnsupportedOperationException("instants only");
        }
    }
}
