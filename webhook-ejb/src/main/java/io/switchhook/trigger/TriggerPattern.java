package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.eventpattern.EventPattern;
import io.switchhook.eventpattern.InvalidPattern;
import io.switchhook.eventpattern.PatternPart;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * A pattern about events as triggers see them: its members are those of the data; the members {@code topic}, {@code source},
 * {@code subject} and {@code time} of a member {@code event} are of the event itself. A member {@code $} holds what is about the
 * data alone, so that a member {@code event} of the data can be named there. Immutable.
 */
public final class TriggerPattern {
    private final EventPattern pattern;

    private TriggerPattern(EventPattern pattern) {
        this.pattern = pattern;
    }

    /** @throws InvalidPattern if this is no pattern */
    public static TriggerPattern of(JsonObject pattern) {
        return new TriggerPattern(
                EventPattern.of(PatternRoot.of(EventPattern.of(pattern).written())));
    }

    public boolean matches(EventRecord event) {
        return pattern.matches(document(event));
    }

    PatternOutcome explain(EventRecord event, EventRecord shown) {
        JsonObject real = document(event);
        List<PatternPart> parts = PatternPart.of(pattern.written(), real, document(shown), PatternRoot::text);
        return new PatternOutcome(pattern.matches(real), parts);
    }

    /** By place, the texts that are allowed there where nothing else is. */
    Map<List<String>, List<String>> texts() {
        return pattern.texts();
    }

    /** What the pattern, as {@link PatternRoot} has put it, is asked about. */
    static JsonObject document(EventRecord event) {
        return JsonText.object()
                .add(
                        PatternRoot.EVENT,
                        JsonText.object()
                                .add(Place.OfEvent.TOPIC.member(), event.topic())
                                .add(Place.OfEvent.SOURCE.member(), event.source())
                                .add(Place.OfEvent.SUBJECT.member(), event.subject())
                                .add(Place.OfEvent.TIME.member(), event.time().toString()))
                .add(PatternRoot.DATA, event.data())
                .build();
    }
}
