package io.switchhook.workflow;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.trigger.Criterion;
import io.switchhook.trigger.TopicName;
import io.switchhook.trigger.TriggerPattern;
import java.util.List;
import java.util.Optional;

/**
 * Which events are meant: what a trigger says of them.
 *
 * @param topicName topics of the events
 * @param matchCriteria all must hold of the event
 * @param pattern must hold too
 */
public record EventMatch(TopicName topicName, List<Criterion> matchCriteria, Optional<TriggerPattern> pattern) {
    public EventMatch {
        matchCriteria = List.copyOf(matchCriteria);
    }

    public boolean matches(EventRecord event) {
        return topicName.matches(event.topic())
                && matchCriteria.stream().allMatch(criterion -> criterion.matches(event))
                && pattern.map(asked -> asked.matches(event)).orElse(true);
    }
}
