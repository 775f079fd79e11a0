package io.switchhook.web.api;

import io.switchhook.api.wire.BackFill;
import io.switchhook.api.wire.JsonText;
import io.switchhook.pause.Pause;
import io.switchhook.query.SubscriberView;
import io.switchhook.query.SubscriberView.PastView;
import io.switchhook.store.RemovalRows.Stock;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;

/** Subscribers as JSON. */
final class SubscriberJson {
    private SubscriberJson() {}

    static JsonObject of(SubscriberView subscriber, Optional<Pause> pause) {
        JsonObjectBuilder json = JsonText.object()
                .add("name", subscriber.name())
                .add("filter", subscriber.interest().toJson())
                .add("present", subscriber.present())
                .add("registered", subscriber.registered().toString())
                .add("seen", subscriber.seen().toString());
        pause.ifPresent(paused -> json.add("paused", PauseJson.of(paused)));
        json.add("backlog", subscriber.backlog())
                .add(
                        "failures",
                        JsonText.object()
                                .add("inRetry", subscriber.inRetry())
                                .add("deadLetters", subscriber.deadLetters()));
        subscriber.lastDelivery().ifPresent(at -> json.add("lastDelivery", at.toString()));
        JsonArrayBuilder replays = JsonText.array();
        subscriber.past().forEach(past -> replays.add(of(past)));
        return json.add("replays", replays).build();
    }

    private static JsonObject of(PastView past) {
        JsonObjectBuilder json = JsonText.object()
                .add("id", past.id())
                .add("asked", past.askedFor())
                .add("by", past.by())
                .add("at", past.asked().toString())
                .add("deliveries", past.deliveries());
        if (!past.refused().isEmpty()) {
            json.add("refused", past.refused());
        }
        past.finished().ifPresent(at -> json.add("finished", at.toString()));
        return json.build();
    }

    static JsonObject of(Stock stock) {
        return JsonText.object()
                .add("waiting", stock.waiting())
                .add("deadLetters", stock.deadLetters())
                .add("count", stock.count())
                .build();
    }

    /** What is asked for; without an id it is known by what it asks for, so that the same is not done twice. */
    static BackFill backFill(OrderBody body) {
        Optional<Instant> since = body.time("since");
        Optional<String> after = body.text("after");
        String otherwise = since.map(time -> "since:" + time)
                .orElseGet(() -> "after:" + after.orElse("").replaceAll("[^A-Za-z0-9._-]", "-"));
        try {
            return new BackFill(body.text("id").orElse(otherwise), since, after);
        } catch (IllegalArgumentException wrong) {
            throw OrderBody.invalid(wrong.getMessage());
        }
    }
}
