package io.switchhook.web.api;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.eventpattern.PatternPart;
import io.switchhook.trial.Trial;
import io.switchhook.trial.Trial.Tried;
import io.switchhook.trigger.ConditionOutcome;
import io.switchhook.trigger.GroupOutcome;
import io.switchhook.trigger.Outcome;
import io.switchhook.trigger.PatternOutcome;
import io.switchhook.trigger.Trigger;
import io.switchhook.trigger.TriggerExplanation;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Trials as JSON. */
final class TrialJson {
    private TrialJson() {}

    /** What came of trying one trigger. */
    static JsonObject one(Trial.OfOne trial) {
        return tried(trial.tried()).add("event", event(trial.event())).build();
    }

    /** What came of trying all triggers about a topic. */
    static JsonObject topic(Trial trial) {
        JsonObjectBuilder json = JsonText.object()
                .add("topic", trial.event().topic())
                .add("event", event(trial.event()))
                .add("matchedTriggers", all(trial.matched(), Map.of()))
                .add("unmatchedTriggers", all(trial.unmatched(), Map.of()));
        if (trial.omitted() > 0) {
            json.add("omitted", trial.omitted());
        }
        return json.build();
    }

    /** @param runs by trigger, the run that it started */
    static JsonArray all(List<Tried> triggers, Map<String, Long> runs) {
        return array(triggers, one -> {
            JsonObjectBuilder json = tried(one);
            Long run = runs.get(one.state().trigger().id());
            return (run == null ? json : json.add("run", run)).build();
        });
    }

    private static JsonObjectBuilder tried(Tried tried) {
        TriggerExplanation explanation = tried.explanation();
        Trigger trigger = tried.state().trigger();
        JsonObjectBuilder json = JsonText.object()
                .add("triggerMatches", explanation.matched())
                .add("explanation", explanation.explanation())
                .add(
                        "trigger",
                        JsonText.object()
                                .add("id", trigger.id())
                                .add("name", trigger.name())
                                .add("enabled", trigger.enabled()));
        tried.state().disabledBecause().ifPresent(reason -> json.add("disabledBecause", reason));
        json.add(
                "topicName",
                JsonText.object()
                        .add("wanted", trigger.topicName().text())
                        .add("found", explanation.topic())
                        .add("match", explanation.topicMatches())
                        .add("explanation", explanation.topicExplanation()));
        json.add("conditions", array(explanation.conditions(), TrialJson::outcome));
        explanation.pattern().ifPresent(pattern -> json.add("pattern", pattern(pattern)));
        return json;
    }

    private static JsonObject outcome(Outcome outcome) {
        JsonObjectBuilder json = JsonText.object();
        if (outcome instanceof ConditionOutcome condition) {
            json.add("jsonPath", condition.condition().place().text())
                    .add("operator", condition.condition().operator().text())
                    .add("wanted", condition.condition().operand());
            condition.found().ifPresent(found -> json.add("found", found));
        } else if (outcome instanceof GroupOutcome group) {
            json.add(group.kind().text(), array(group.parts(), TrialJson::outcome));
        }
        return json.add("match", outcome.matched())
                .add("explanation", outcome.explanation())
                .build();
    }

    private static JsonObject pattern(PatternOutcome pattern) {
        return JsonText.object()
                .add("match", pattern.matched())
                .add("explanation", pattern.explanation())
                .add("members", array(pattern.parts(), TrialJson::part))
                .build();
    }

    private static JsonObject part(PatternPart part) {
        JsonObjectBuilder json = JsonText.object();
        if (part instanceof PatternPart.OfLeaf leaf) {
            JsonArrayBuilder found = JsonText.array();
            leaf.found().forEach(found::add);
            json.add("path", leaf.path()).add("wanted", leaf.wanted()).add("found", found);
        } else if (part instanceof PatternPart.OfChoice choice) {
            JsonArrayBuilder alternatives = JsonText.array();
            choice.alternatives().forEach(parts -> alternatives.add(array(parts, TrialJson::part)));
            json.add("$or", alternatives);
        }
        return json.add("match", part.matched())
                .add("explanation", part.explanation())
                .build();
    }

    private static JsonObject event(EventRecord event) {
        return JsonText.object()
                .add("id", event.id())
                .add("source", event.source())
                .add("topic", event.topic())
                .add("subject", event.subject())
                .add("time", event.time().toString())
                .add("receivedAt", event.receivedAt().toString())
                .build();
    }

    private static <T> JsonArray array(List<T> items, Function<T, JsonObject> json) {
        JsonArrayBuilder array = JsonText.array();
        items.forEach(item -> array.add(json.apply(item)));
        return array.build();
    }
}
