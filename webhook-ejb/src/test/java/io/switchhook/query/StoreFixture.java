package io.switchhook.query;

import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** An empty H2 database in memory, with the real schema. */
final class StoreFixture {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    final Jdbi jdbi;

    StoreFixture() {
        DataSource memory = TestStore.migrated();
        jdbi = Database.on(memory);
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Stores an event received at {@code receivedAt}, which happened a second before. */
    long event(String id, String source, String topic, String subject, Instant receivedAt, String data) {
        return jdbi.withHandle(handle -> handle.createUpdate("insert into event (id, kind, source, topic, subject,"
                        + " correlation_id, occurred_at, received_at, data, receipt, state) values (:id, 'INTERACTION',"
                        + " :source, :topic, :subject, 'trace-1', :occurred, :received, :data, :receipt, 'routed')")
                .bind("id", id)
                .bind("source", source)
                .bind("topic", topic)
                .bind("subject", subject)
                .bind("occurred", time(receivedAt.minusSeconds(1)))
                .bind("received", time(receivedAt))
                .bind("data", data)
                .bind("receipt", "{\"secretPosition\":1,\"size\":42,\"client\":\"192.0.2.7\"}")
                .executeAndReturnGeneratedKeys("seq")
                .mapTo(Long.class)
                .one());
    }

    long run(long eventSeq, String target, String status, Instant finished) {
        return jdbi.withHandle(handle -> handle.createUpdate("insert into run (event_seq, kind, target, trigger_id,"
                        + " line, status, step, tries, due_at, variables, reason, created_at, finished_at) values"
                        + " (:event, 'workflow', :target, 'on-started', 'i-1', :status, 0, 2, :due, '{\"k\":\"v\"}',"
                        + " 'because', :created, :finished)")
                .bind("event", eventSeq)
                .bind("target", target)
                .bind("status", status)
                .bind("due", time(NOON.plusSeconds(5)))
                .bind("created", time(NOON))
                .bind("finished", finished == null ? null : time(finished))
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    void attempt(long run, int number, String outcome, String detail) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into attempt (run_id, step, number, target, outcome,"
                        + " detail, started_at, finished_at) values (:run, 'notify', :number,"
                        + " 'https://bot.example.com:443', :outcome, :detail, :started, :finished)")
                .bind("run", run)
                .bind("number", number)
                .bind("outcome", outcome)
                .bind("detail", detail)
                .bind("started", time(NOON.plusSeconds(number)))
                .bind("finished", time(NOON.plusSeconds(number).plusMillis(250)))
                .execute());
    }

    void deadLetter(String kind, Long run, String eventId, String payload) {
        jdbi.useHandle(handle -> handle.createUpdate("insert into dead_letter (kind, run_id, event_id, source, topic,"
                        + " subject, target, step, address, reason, attempts, payload, first_at, last_at) values"
                        + " (:kind, :run, :event, 'digital', 'interaction.started', 'i-1', 'tell-the-bot', 'notify',"
                        + " 'https://bot.example.com:443', '503 Service Unavailable', 5, :payload, :first, :last)")
                .bind("kind", kind)
                .bind("run", run)
                .bind("event", eventId)
                .bind("payload", payload)
                .bind("first", time(NOON))
                .bind("last", time(NOON.plusSeconds(60)))
                .execute());
    }
}
