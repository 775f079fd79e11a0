package io.switchhook.adapter;

import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the requests of a source say what an adapter cannot know.
 *
 * @param topic of an event for which {@code topicMember} finds none; never blank
 * @param topicMember where an event's topic is
 * @param subjectMember where its subject is
 * @param idMember where the sender's id of it is
 * @param timeMember where its time is
 */
public record MemberRules(
        String topic,
        Optional<ValueFrom> topicMember,
        Optional<ValueFrom> subjectMember,
        Optional<ValueFrom> idMember,
        Optional<ValueFrom> timeMember) {

    /** @throws IllegalArgumentException if {@code topic} is blank */
    public MemberRules {
        if (topic.isBlank()) {
            throw new IllegalArgumentException("topic must not be blank");
        }
    }

    /** Rules that know a topic alone. */
    public static MemberRules of(String topic) {
        return new MemberRules(topic, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    String topic(HookRequest request, JsonObject body) {
        return text(topicMember, request, body).orElse(topic);
    }

    Optional<String> subject(HookRequest request, JsonObject body) {
        return text(subjectMember, request, body);
    }

    Optional<String> id(HookRequest request, JsonObject body) {
        return text(idMember, request, body);
    }

    Optional<Instant> time(HookRequest request, JsonObject body) {
        return timeMember.flatMap(from -> from.value(request, body)).flatMap(Times::any);
    }

    private static Optional<String> text(Optional<ValueFrom> from, HookRequest request, JsonObject body) {
        return from.flatMap(place -> place.text(request, body));
    }
}
