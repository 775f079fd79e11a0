package io.switchhook.api.wire;

import io.switchhook.api.AgentEvent;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

final class AgentView extends TypedView implements AgentEvent {
    private static final Map<String, Change> CHANGES = Map.ofEntries(
            Map.entry("agent.signed-in", Change.SIGNED_IN),
            Map.entry("agent.signed-out", Change.SIGNED_OUT),
            Map.entry("agent.status-changed", Change.STATUS_CHANGED),
            Map.entry("agent.receiving-work-item", Change.RECEIVING_WORK_ITEM),
            Map.entry("agent.accepted-work-item", Change.ACCEPTED_WORK_ITEM),
            Map.entry("agent.declined-work-item", Change.DECLINED_WORK_ITEM),
            Map.entry("agent.released-work-item", Change.RELEASED_WORK_ITEM),
            Map.entry("webex.agent.login", Change.SIGNED_IN),
            Map.entry("webex.agent.logout", Change.SIGNED_OUT),
            Map.entry("webex.agent.state_change", Change.STATUS_CHANGED),
            Map.entry("webex.agent.channel_state_change", Change.STATUS_CHANGED),
            Map.entry("webex.agent.channelType_state_change", Change.STATUS_CHANGED));

    /** States of Webex in which nothing new comes, in lower case. */
    private static final Set<String> OCCUPIED = Set.of(
            "idle",
            "ringing",
            "not-responding",
            "connected",
            "on-hold",
            "hold-done",
            "consulting",
            "conferencing",
            "consult-done",
            "conference-done",
            "wrapup",
            "engaged",
            "reserved",
            "loggedout");

    AgentView(EventRecord event) {
        super(event);
    }

    @Override
    public Optional<Change> change() {
        return Optional.ofNullable(CHANGES.get(topic()));
    }

    @Override
    public Optional<String> agent() {
        return textAnyCase("Username").or(() -> textAnyCase("agentId"));
    }

    @Override
    public Optional<String> sessionId() {
        return textAnyCase("SessionId");
    }

    @Override
    public Optional<String> phoneNumber() {
        return textAnyCase("PhoneNo")
                .or(() -> change().filter(change -> change == Change.SIGNED_IN).isPresent()
                        ? text("destination")
                        : Optional.empty());
    }

    @Override
    public Optional<String> activity() {
        return textAnyCase("ActivityName")
                .or(() -> textAnyCase("Activity"))
                .or(() -> textAnyCase("ActivityCode"))
                .or(() -> text("currentState"));
    }

    @Override
    public OptionalInt activityCode() {
        return number("ActivityCode");
    }

    @Override
    public Optional<Availability> availability() {
        OptionalInt code = number("AvailabilityCode");
        if (code.isPresent()) {
            return switch (code.getAsInt()) {
                case 0 -> Optional.of(Availability.NOT_AVAILABLE);
                case 1 -> Optional.of(Availability.AVAILABLE);
                case 2 -> Optional.of(Availability.INTERNAL_CALLS_ONLY);
                default -> Optional.empty();
            };
        }
        return text("currentState")
                .map(state -> state.toLowerCase(Locale.ROOT))
                .flatMap(state -> state.equals("available")
                        ? Optional.of(Availability.AVAILABLE)
                        : Optional.of(Availability.NOT_AVAILABLE).filter(not -> OCCUPIED.contains(state)));
    }

    @Override
    public Optional<String> taskId() {
        return text("taskId");
    }
}
