package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.engine.Replay;
import io.switchhook.engine.Replay.Handed;
import io.switchhook.engine.Replay.Started;
import io.switchhook.engine.Replays.Wanted;
import io.switchhook.query.EventDetail;
import io.switchhook.trial.Trial;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Replays as JSON. */
final class ReplayJson {
    private ReplayJson() {}

    static Document of(String event, Replay replay, Wanted wanted) {
        JsonObjectBuilder json = JsonText.object().add("event", event);
        if (replay.number() > 0) {
            json.add("replay", replay.number());
        }
        JsonArrayBuilder runs = JsonText.array();
        for (Started run : replay.started()) {
            runs.add(started(run).add("run", run.run()));
        }
        JsonArrayBuilder deliveries = JsonText.array();
        for (Handed run : replay.handed()) {
            deliveries.add(JsonText.object().add("subscriber", run.subscriber()).add("run", run.run()));
        }
        json.add("started", runs).add("subscribers", deliveries);
        return new ReadyDocument(others(json, replay, wanted).build());
    }

    /** What it would start, and why. */
    static Document dry(EventDetail event, Trial trial, Replay replay, Wanted wanted) {
        JsonArrayBuilder runs = JsonText.array();
        replay.started().forEach(run -> runs.add(started(run)));
        JsonArrayBuilder subscribers = JsonText.array();
        replay.handed().forEach(run -> subscribers.add(run.subscriber()));
        JsonObjectBuilder json = JsonText.object()
                .add("event", event.summary().id())
                .add("dry", true)
                .add("wouldStart", runs)
                .add("subscribers", subscribers);
        others(json, replay, wanted)
                .add("matchedTriggers", TrialJson.all(trial.matched(), Map.of()))
                .add("unmatchedTriggers", TrialJson.all(trial.unmatched(), Map.of()));
        if (trial.omitted() > 0) {
            json.add("omitted", trial.omitted());
        }
        return new ReadyDocument(json.build());
    }

    private static JsonObjectBuilder started(Started run) {
        return JsonText.object().add("trigger", run.trigger()).add("workflow", run.workflow());
    }

    /** The triggers that were asked for and do not fire. */
    private static JsonObjectBuilder others(JsonObjectBuilder json, Replay replay, Wanted wanted) {
        wanted.triggers().ifPresent(asked -> {
            Set<String> fired = replay.started().stream().map(Started::trigger).collect(Collectors.toSet());
            JsonArrayBuilder others = JsonText.array();
            asked.stream().filter(trigger -> !fired.contains(trigger)).forEach(others::add);
            json.add("notStarted", others);
        });
        return json;
    }
}
