package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.query.Cursor;
import io.switchhook.query.Page;
import io.switchhook.query.RunDetail;
import io.switchhook.query.RunDetail.RecordedAttempt;
import io.switchhook.query.RunSummary;
import io.switchhook.query.RunView;
import io.switchhook.query.RunView.AttemptView;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;

/** Runs as JSON. */
final class RunJson {
    private RunJson() {}

    static Document page(Page<RunSummary> page) {
        JsonArrayBuilder items = JsonText.array();
        page.items().forEach(run -> items.add(summary(run)));
        JsonObjectBuilder json = JsonText.object().add("items", items);
        page.next().map(Cursor::text).ifPresent(next -> json.add("next", next));
        return new ReadyDocument(json.build());
    }

    static Document detail(RunDetail detail) {
        JsonObjectBuilder json = summary(detail.summary());
        json.add("variables", detail.variables());
        detail.deadLetter().ifPresent(letter -> json.add("deadLetter", letter));
        JsonArrayBuilder attempts = JsonText.array();
        detail.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        return new ReadyDocument(json.add("attempts", attempts).build());
    }

    private static JsonObjectBuilder summary(RunSummary summary) {
        RunView run = summary.run();
        JsonObjectBuilder json = JsonText.object()
                .add("id", run.id())
                .add("kind", run.kind())
                .add("target", run.target())
                .add("trigger", run.trigger());
        addIfKnown(json, "triggerVersion", run.triggerVersion());
        addIfKnown(json, "workflowVersion", run.workflowVersion());
        json.add("status", run.status()).add("step", run.step());
        addIfKnown(json, "stepName", run.stepName());
        json.add("tries", run.tries())
                .add("due", run.due().toString())
                .add("reason", run.reason())
                .add("created", run.created().toString());
        run.finished().ifPresent(finished -> json.add("finished", finished.toString()));
        summary.replay()
                .ifPresent(replay -> json.add(
                        "replay",
                        JsonText.object().add("number", replay.number()).add("by", replay.by())));
        return json.add(
                "event",
                JsonText.object()
                        .add("id", summary.eventId())
                        .add("source", summary.source())
                        .add("topic", summary.topic())
                        .add("subject", summary.subject())
                        .add("receivedAt", summary.receivedAt().toString()));
    }

    private static void addIfKnown(JsonObjectBuilder json, String member, String text) {
        if (!text.isEmpty()) {
            json.add(member, text);
        }
    }

    private static JsonObject attempt(RecordedAttempt recorded) {
        AttemptView attempt = recorded.attempt();
        JsonObjectBuilder json = JsonText.object()
                .add("step", attempt.step())
                .add("number", attempt.number())
                .add("target", attempt.target())
                .add("outcome", attempt.outcome())
                .add("detail", attempt.detail())
                .add("started", attempt.started().toString())
                .add("finished", attempt.finished().toString())
                .add(
                        "milliseconds",
                        Duration.between(attempt.started(), attempt.finished()).toMillis());
        recorded.exchange().ifPresent(exchange -> json.addAll(JsonText.object(exchange)));
        return json.build();
    }
}
