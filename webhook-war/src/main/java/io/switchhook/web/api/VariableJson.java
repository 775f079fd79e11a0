package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.query.Cursor;
import io.switchhook.query.EventSummary;
import io.switchhook.query.Page;
import io.switchhook.query.SubjectDetail;
import io.switchhook.query.SubjectDetail.OpenRun;
import io.switchhook.query.SubjectSummary;
import io.switchhook.query.VariableView;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Function;

/** Variables and subjects as JSON. */
final class VariableJson {
    private VariableJson() {}

    /** Global variables as a list that is not read page by page. */
    static JsonObject globals(List<VariableView> variables) {
        return JsonText.object()
                .add("items", list(variables, VariableJson::global))
                .build();
    }

    static JsonObject global(VariableView variable) {
        JsonObjectBuilder json = JsonText.object()
                .add("id", variable.name())
                .add("value", variable.value())
                .add("from", variable.file().isPresent() ? "file" : "api");
        variable.file().ifPresent(file -> json.add("file", file));
        return set(json, variable);
    }

    static JsonObject ofSubject(VariableView variable) {
        return set(JsonText.object().add("name", variable.name()).add("value", variable.value()), variable);
    }

    private static JsonObject set(JsonObjectBuilder json, VariableView variable) {
        variable.set().ifPresent(set -> json.add("setAt", set.at().toString()).add("setBy", set.by()));
        return json.build();
    }

    static JsonObject subjects(Page<SubjectSummary> page) {
        JsonObjectBuilder json = JsonText.object().add("items", list(page.items(), VariableJson::subject));
        page.next().map(Cursor::text).ifPresent(next -> json.add("next", next));
        return json.build();
    }

    private static JsonObject subject(SubjectSummary subject) {
        return JsonText.object()
                .add("subject", subject.subject())
                .add("events", subject.events())
                .add("variables", subject.variables())
                .add("lastEvent", event(subject.last()))
                .build();
    }

    static JsonObject subject(SubjectDetail subject) {
        return JsonText.object()
                .add("subject", subject.subject())
                .add("events", subject.events())
                .add("variables", list(subject.variables(), VariableJson::ofSubject))
                .add("lastEvents", list(subject.lastEvents(), VariableJson::event))
                .add("openRuns", list(subject.openRuns(), VariableJson::run))
                .build();
    }

    private static JsonObject event(EventSummary event) {
        return JsonText.object()
                .add("id", event.id())
                .add("source", event.source())
                .add("topic", event.topic())
                .add("time", event.time().toString())
                .add("receivedAt", event.receivedAt().toString())
                .build();
    }

    private static JsonObject run(OpenRun run) {
        return JsonText.object()
                .add("id", run.id())
                .add("eventId", run.eventId())
                .add("kind", run.kind())
                .add("target", run.target())
                .add("trigger", run.trigger())
                .add("status", run.status())
                .add("step", run.step())
                .add("tries", run.tries())
                .add("due", run.due().toString())
                .add("reason", run.reason())
                .add("created", run.created().toString())
                .build();
    }

    private static <T> JsonArrayBuilder list(List<T> items, Function<T, JsonObject> item) {
        JsonArrayBuilder list = JsonText.array();
        items.forEach(one -> list.add(item.apply(one)));
        return list;
    }
}
