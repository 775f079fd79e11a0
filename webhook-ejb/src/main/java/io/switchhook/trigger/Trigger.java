package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A rule that starts a workflow, as Genesys Cloud has it, with more ways to say when.
 *
 * @param id unique among triggers, 1 to 256 characters
 * @param name for people, 1 to 256 characters
 * @param description at most 512 characters, may be empty
 * @param topicName topics of the events it is about; 1 to 512 characters
 * @param enabled whether it may fire
 * @param matchCriteria all must hold; none: every event of the topic
 * @param pattern must hold too
 * @param workflow id of the workflow it starts
 * @param dataFormat what the workflow is handed of the event, as in Genesys Cloud; empty: all of its data
 * @param timeToLive events older than this, from when they were received, do not fire; at least 10 seconds; empty: any age
 * @param delay wait between event and run, 60 to 900 seconds; not together with {@code timeToLive}
 * @param version of the exported trigger, kept
 * @param fingerprint tells its contents from others; the same for the same content
 * @param rateLimit how many runs it may start; empty: any number
 */
public record Trigger(
        String id,
        String name,
        String description,
        TopicName topicName,
        boolean enabled,
        List<Criterion> matchCriteria,
        Optional<TriggerPattern> pattern,
        String workflow,
        Optional<DataFormat> dataFormat,
        Optional<Duration> timeToLive,
        Optional<Duration> delay,
        OptionalLong version,
        String fingerprint,
        Optional<RateLimit> rateLimit) {
    /** Shortest time to live. */
    public static final Duration MIN_TIME_TO_LIVE = Duration.ofSeconds(10);

    /** Shortest delay. */
    public static final Duration MIN_DELAY = Duration.ofMinutes(1);

    /** Longest delay. */
    public static final Duration MAX_DELAY = Duration.ofMinutes(15);

    /** Longest description, in characters. */
    public static final int MAX_DESCRIPTION = 512;

    /** One that may start any number of runs, and whose contents nobody compares. */
    public Trigger(
            String id,
            String name,
            String description,
            TopicName topicName,
            boolean enabled,
            List<Criterion> matchCriteria,
            Optional<TriggerPattern> pattern,
            String workflow,
            Optional<DataFormat> dataFormat,
            Optional<Duration> timeToLive,
            Optional<Duration> delay,
            OptionalLong version) {
        this(
                id,
                name,
                description,
                topicName,
                enabled,
                matchCriteria,
                pattern,
                workflow,
                dataFormat,
                timeToLive,
                delay,
                version,
                "",
                Optional.empty());
    }

    /** @throws IllegalArgumentException if a component is out of its range */
    public Trigger {
        matchCriteria = List.copyOf(matchCriteria);
        if (id.isBlank() || workflow.isBlank()) {
            throw new IllegalArgumentException("id and workflow must not be blank");
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

    /** Whether topic, conditions and pattern fit the event; says nothing about {@link #enabled} and {@link #expired}. */
    public boolean matches(EventRecord event) {
        return topicName.matches(event.topic())
                && matchCriteria.stream().allMatch(criterion -> criterion.matches(event))
                && pattern.map(asked -> asked.matches(event)).orElse(true);
    }

    /**
     * Why it matches the event or not.
     *
     * @param shown the same event as people may see it: what was found is taken from here
     */
    public TriggerExplanation explain(EventRecord event, EventRecord shown) {
        return new TriggerExplanation(
                this,
                event.topic(),
                matchCriteria.stream()
                        .map(criterion -> criterion.explain(event, shown))
                        .toList(),
                pattern.map(asked -> asked.explain(event, shown)));
    }

    /** What its workflow starts with beside the event's data; null hides a member of the data. */
    public JsonObject variables(EventRecord event) {
        return dataFormat.map(format -> format.variables(event.data())).orElse(JsonObject.EMPTY_JSON_OBJECT);
    }

    /** Whether the event is too old for this trigger. */
    public boolean expired(EventRecord event, Instant now) {
        return timeToLive
                .map(limit -> event.receivedAt().plus(limit).isBefore(now))
                .orElse(false);
    }
}
