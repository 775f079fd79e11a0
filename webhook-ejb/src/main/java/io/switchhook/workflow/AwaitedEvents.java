package io.switchhook.workflow;

import io.switchhook.api.wire.EventRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The events that workflows wait for. Most events are waited for by none: those cost no more than to look for their topic. Immutable.
 */
public final class AwaitedEvents {
    /** Nobody waits. */
    public static final AwaitedEvents NONE = of(List.of());

    private final Map<String, List<Wait>> byTopic = new HashMap<>();
    private final List<Wait> ofForms = new ArrayList<>();

    private record Wait(Awaited awaited, EventMatch until) {}

    private AwaitedEvents(Collection<Workflow> workflows) {
        for (Workflow workflow : workflows) {
            for (Step step : workflow.steps()) {
                if (step instanceof WaitStep wait) {
                    wait.until().ifPresent(until -> add(new Wait(new Awaited(workflow.id(), step.name()), until)));
                }
            }
        }
    }

    /** What these workflows wait for. */
    public static AwaitedEvents of(Collection<Workflow> workflows) {
        return new AwaitedEvents(workflows);
    }

    private void add(Wait wait) {
        if (wait.until().topicName().isExact()) {
            byTopic.computeIfAbsent(wait.until().topicName().text(), topic -> new ArrayList<>())
                    .add(wait);
        } else {
            ofForms.add(wait);
        }
    }

    /** The waits that this event ends; none of one without a subject. */
    public Set<Awaited> endedBy(EventRecord event) {
        List<Wait> ofTopic = byTopic.getOrDefault(event.topic(), List.of());
        if (event.subject().isEmpty() || (ofTopic.isEmpty() && ofForms.isEmpty())) {
            return Set.of();
        }
        Set<Awaited> ended = new HashSet<>();
        add(ofTopic, event, ended);
        add(ofForms, event, ended);
        return ended;
    }

    private static void add(List<Wait> waits, EventRecord event, Set<Awaited> ended) {
        waits.stream().filter(wait -> wait.until().matches(event)).forEach(wait -> ended.add(wait.awaited()));
    }
}
