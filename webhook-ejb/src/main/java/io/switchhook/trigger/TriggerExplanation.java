package io.switchhook.trigger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a trigger matches an event or not.
 *
 * @param trigger the trigger
 * @param topic the event's topic
 * @param conditions what came of its criteria, in order
 * @param pattern what came of its pattern
 */
public record TriggerExplanation(
        Trigger trigger, String topic, List<Outcome> conditions, Optional<PatternOutcome> pattern) {
    public TriggerExplanation {
        conditions = List.copyOf(conditions);
    }

    /** Whether the trigger is about the topic. */
    public boolean topicMatches() {
        return trigger.topicName().matches(topic);
    }

    /** Whether topic, criteria and pattern hold. */
    public boolean matched() {
        return topicMatches()
                && conditions.stream().allMatch(Outcome::matched)
                && pattern.map(PatternOutcome::matched).orElse(true);
    }

    /** One sentence about the topic. */
    public String topicExplanation() {
        return "topicName " + trigger.topicName()
                + (topicMatches() ? " is that of the event" : " is not about " + topic);
    }

    /** One sentence for people: that it matches, or the first reason why not and how many more there are. */
    public String explanation() {
        List<String> reasons = new ArrayList<>();
        if (!topicMatches()) {
            reasons.add(topicExplanation());
        }
        conditions.stream()
                .filter(outcome -> !outcome.matched())
                .map(Outcome::explanation)
                .forEach(reasons::add);
        pattern.filter(outcome -> !outcome.matched())
                .map(PatternOutcome::explanation)
                .ifPresent(reasons::add);
        if (reasons.isEmpty()) {
            return conditions.isEmpty() && pattern.isEmpty()
                    ? "It matches every event of its topic"
                    : "Topic and all conditions hold";
        }
        return reasons.get(0) + (reasons.size() == 1 ? "" : "; and " + (reasons.size() - 1) + " more");
    }
}
