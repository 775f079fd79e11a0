package io.switchhook.trial;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.definition.DefinitionSet;
import io.switchhook.definition.Definitions;
import io.switchhook.definition.TriggerState;
import io.switchhook.definition.UnsavedTrigger;
import io.switchhook.query.StoredEvent;
import io.switchhook.query.StoredEvents;
import io.switchhook.trial.InvalidTrial.Kind;
import io.switchhook.trial.Trial.Tried;
import io.switchhook.trigger.TopicName;
import io.switchhook.trigger.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries triggers on events, described ones and stored ones. Starts nothing and writes nothing. */
@ApplicationScoped
public class Trials {
    /** Triggers that do not match an event that are explained at most. */
    public static final int MAX_UNMATCHED = 100;

    private final Definitions definitions;
    private final StoredEvents events;
    private final Clock clock;

    @Inject
    public Trials(Definitions definitions, StoredEvents events, Clock clock) {
        this.definitions = definitions;
        this.events = events;
        this.clock = clock;
    }

    protected Trials() {
        this(null, null, null); // for the CDI client proxy
    }

    /**
     * Tries a trigger in force; empty if there is none of this id.
     *
     * @param body JSON text of the request
     * @throws InvalidTrial if it cannot be made as asked
     */
    public Optional<Trial.OfOne> ofTrigger(String id, String body) {
        TrialRequest request = TrialRequest.of(body);
        return definitions.current().triggers().stream()
                .filter(state -> state.trigger().id().equals(id))
                .findFirst()
                .map(state -> {
                    StoredEvent event =
                            event(request, exactTopic(state.trigger().topicName()));
                    return new Trial.OfOne(event.shown(), tried(state, event));
                });
    }

    /**
     * Tries all triggers about a topic.
     *
     * @param body JSON text of the request
     * @throws InvalidTrial if it cannot be made as asked
     */
    public Trial ofTopic(String topic, String body) {
        StoredEvent event = event(TrialRequest.of(body), Optional.of(topic));
        if (!event.event().topic().equals(topic)) {
            throw new InvalidTrial(
                    Kind.EVENT,
                    "event.topic: found " + event.event().topic() + "; allowed is " + topic + ", as in the path");
        }
        return trial(event);
    }

    /**
     * Tries a trigger that is no definition.
     *
     * @param body JSON text of the request, with the trigger
     * @param stored whether who asks may try it on a stored event
     * @throws InvalidTrial if it cannot be made as asked
     */
    public Trial.OfOne ofUnsaved(String body, boolean stored) {
        TrialRequest request = TrialRequest.withTrigger(body);
        Trigger trigger;
        try {
            trigger = UnsavedTrigger.read(request.trigger());
        } catch (IllegalArgumentException malformed) {
            throw new InvalidTrial(Kind.TRIGGER, malformed.getMessage());
        }
        if (!stored && request.eventId().isPresent()) {
            throw new InvalidTrial(
                    Kind.DENIED, "Only an administrator may try a trigger of one's own on a stored event.");
        }
        StoredEvent event = event(request, exactTopic(trigger.topicName()));
        TriggerState state = definitions.current().state(trigger);
        return new Trial.OfOne(event.shown(), tried(state, event));
    }

    /** What the triggers in force now say about a stored event; empty if there is none of this id. */
    public Optional<Trial> ofStored(String id) {
        return events.event(id).map(this::trial);
    }

    private Trial trial(StoredEvent event) {
        DefinitionSet rules = definitions.current();
        List<Tried> matched = new ArrayList<>();
        List<Tried> unmatched = new ArrayList<>();
        int omitted = 0;
        for (TriggerState state : rules.triggers()) {
            if (!state.trigger().topicName().matches(event.event().topic())) {
                continue;
            }
            if (state.trigger().matches(event.event())) {
                matched.add(tried(state, event));
            } else if (unmatched.size() < MAX_UNMATCHED) {
                unmatched.add(tried(state, event));
            } else {
                omitted++;
            }
        }
        return new Trial(event.shown(), matched, unmatched, omitted);
    }

    private static Tried tried(TriggerState state, StoredEvent event) {
        return new Tried(state, state.trigger().explain(event.event(), event.shown()));
    }

    private StoredEvent event(TrialRequest request, Optional<String> topic) {
        return request.eventId()
                .map(id -> events.event(id)
                        .orElseThrow(() -> new InvalidTrial(Kind.UNKNOWN_EVENT, "No event has the id in eventId.")))
                .orElseGet(() -> {
                    EventRecord event = request.event(topic, clock.instant());
                    return new StoredEvent(event, event);
                });
    }

    private static Optional<String> exactTopic(TopicName name) {
        return name.isExact() ? Optional.of(name.text()) : Optional.empty();
    }
}
