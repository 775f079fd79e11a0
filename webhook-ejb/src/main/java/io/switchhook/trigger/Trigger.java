package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A rule that starts a workflow, as Genesys Cloud has it.
 *
 * @param id unique among triggers, 1 to 256 characters
 * @param name for people, 1 to 256 characters
 * @param description at most 512 characters, may be empty
 * @param topicName topic of the events it is about, exactly; 1 to 512 characters
 * @param enabled whether it may fire
 * @param matchCriteria all must hold; none: every event of the topic
 * @param workflow id of the workflow it starts
 * @param dataFormat how Genesys Cloud would hand over the event; kept, and without effect here
 * @param timeToLive events older than this, from when they were received, do not fire; at least 10 seconds; empty: any age
 * @param delay wait between event and run, 60 to 900 seconds; not together with {@code timeToLive}
 * @param version of the exported trigger, kept
 */
public record Trigger(
        String id,
        String name,
        String description,
        String topicName,
        boolean enabled,
        List<Condition> matchCriteria,
        String workflow,
        Optional<DataFormat> dataFormat,
        Optional<Duration> timeToLive,
        Optional<Duration> delay,
        OptionalLong version) {
    /** Shortest time to live. */
    public static final Duration MIN_TIME_TO_LIVE = Duration.ofSeconds(10);

    /** Shortest delay. */
    public static final Duration MIN_DELAY = Duration.ofMinutes(1);

    /** Longest delay. */
    public static final Duration MAX_DELAY = Duration.ofMinutes(15);

    /** Longest description, in characters. */
    public static final int MAX_DESCRIPTION = 512;

    /** What a workflow of Genesys Cloud gets of the event. */
    public enum DataFormat {
        /** Members at the top that are no objects or arrays, each as a variable. */
        TOP_LEVEL_PRIMITIVES("TopLevelPrimitives"),
        /** The whole event as one variable. */
        JSON("Json");

        private final String text;

        DataFormat(String text) {
            this.text = text;
        }

        /** The name in a definition. */
        public String text() {
            return text;
        }
    }

    /** @throws IllegalArgumentException if a component is out of its range */
    public Trigger {
        matchCriteria = List.copyOf(matchCriteria);
        if (id.isBlank() || topicName.isBlank() || workflow.isBlank()) {
            throw new IllegalArgumentException("id, topicName and workflow must not be blank");
        }
        if (description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("description is longer than " + MAX_DESCRIPTION + " characters");
        }
        if (timeToLive.isPresent() && timeToLive.get().compareTo(MIN_TIME_TO_LIVE) < 0) {
            throw new IllegalArgumentException("time to live is shorter than " + MIN_TIME_TO_LIVE);
        }
        if (delay.isPresent()
                && (delay.get().compareTo(MIN_DELAY) < 0 || delay.get().compareTo(MAX_DELAY) > 0)) {
            throw new IllegalArgumentException("delay is not from " + MIN_DELAY + " to " + MAX_DELAY);
        }
        if (timeToLive.isPresent() && delay.isPresent()) {
            throw new IllegalArgumentException("time to live and delay exclude each other");
        }
    }

    /** Whether topic and conditions fit the event; says nothing about {@link #enabled} and {@link #expired}. */
    public boolean matches(EventRecord event) {
        return topicName.equals(event.topic())
                && matchCriteria.stream()
                        .allMatch(condition -> condition.apply(event.data()).matched());
    }

    /** Every condition's outcome, in order. */
    public List<ConditionOutcome> explain(EventRecord event) {
        return matchCriteria.stream()
                .map(condition -> condition.apply(event.data()))
                .toList();
    }

    /** Whether the event is too old for this trigger. */
    public boolean expired(EventRecord event, Instant now) {
        return timeToLive
                .map(limit -> event.receivedAt().plus(limit).isBefore(now))
                .orElse(false);
    }
}
