package io.switchhook.api.wire;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.WebhookEvent;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which events a subscriber wants: those that satisfy all three.
 *
 * @param topics one of these, exactly; empty for all
 * @param sources one of these, exactly; empty for all
 * @param subjectPrefix what the subject begins with; empty for all, also where the event has no subject
 */
public record Interest(Set<String> topics, Set<String> sources, String subjectPrefix) {
    /** Every event. */
    public static final Interest ALL = new Interest(Set.of(), Set.of(), "");

    private static final String TOPICS = "topics";
    private static final String SOURCES = "sources";
    private static final String SUBJECT_PREFIX = "subjectPrefix";

    public Interest {
        topics = Set.copyOf(topics);
        sources = Set.copyOf(sources);
        requireNonNull(subjectPrefix, "subjectPrefix is null");
    }

    /** Whether the event is wanted. */
    public boolean covers(WebhookEvent event) {
        return covers(event.topic(), event.source(), event.subject());
    }

    /** Whether an event with these is wanted. */
    public boolean covers(String topic, String source, String subject) {
        return (topics.isEmpty() || topics.contains(topic))
                && (sources.isEmpty() || sources.contains(source))
                && subject.startsWith(subjectPrefix);
    }

    /** As JSON: a member for each of the three that narrows something, lists in the order of texts; {@link #fromJson} reads it back. */
    public JsonObject toJson() {
        JsonObjectBuilder json = JsonText.object();
        if (!topics.isEmpty()) {
            json.add(TOPICS, texts(topics));
        }
        if (!sources.isEmpty()) {
            json.add(SOURCES, texts(sources));
        }
        if (!subjectPrefix.isEmpty()) {
            json.add(SUBJECT_PREFIX, subjectPrefix);
        }
        return json.build();
    }

    /**
     * Reads what {@link #toJson} wrote; members of other names are left alone, and without any it is {@link #ALL}.
     *
     * @throws RuntimeException if a member is malformed
     */
    public static Interest fromJson(JsonObject json) {
        return new Interest(texts(json, TOPICS), texts(json, SOURCES), json.getString(SUBJECT_PREFIX, ""));
    }

    private static JsonArrayBuilder texts(Collection<String> texts) {
        JsonArrayBuilder json = JsonText.array();
        new TreeSet<>(texts).forEach(json::add);
        return json;
    }

    private static Set<String> texts(JsonObject json, String member) {
        return json.containsKey(member)
                ? json.getJsonArray(member).getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .collect(Collectors.toSet())
                : Set.of();
    }
}
