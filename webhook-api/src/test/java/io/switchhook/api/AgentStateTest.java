package io.switchhook.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.switchhook.api.AgentEvent.Availability;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AgentStateTest {
    private static final String[] TOPICS = {
        "agent.signed-in",
        "agent.signed-out",
        "agent.status-changed",
        "agent.receiving-work-item",
        "agent.accepted-work-item",
        "agent.declined-work-item",
        "agent.released-work-item",
        "agent.code.7"
    };

    @Test
    void followsAnAgentThroughASession() {
        AgentState signedIn = AgentState.SIGNED_OUT.after(event("agent.signed-in"));
        AgentState available = signedIn.after(event(
                "agent.status-changed",
                JsonText.object()
                        .add("ActivityCode", 16)
                        .add("AvailabilityCode", 1)
                        .add("ActivityName", "")
                        .build()));
        AgentState ringing = available.after(event("agent.receiving-work-item"));
        AgentState talking = ringing.after(event("agent.accepted-work-item"));
        AgentState free = talking.after(event("agent.released-work-item"));

        assertThat(signedIn).isEqualTo(new AgentState(true, Optional.empty(), Optional.empty(), 0, 0));
        assertThat(available)
                .isEqualTo(new AgentState(true, Optional.of("16"), Optional.of(Availability.AVAILABLE), 0, 0));
        assertThat(ringing.offered()).isEqualTo(1);
        assertThat(talking.offered()).isZero();
        assertThat(talking.accepted()).isEqualTo(1);
        assertThat(free).isEqualTo(available);
        assertThat(free.after(event("agent.signed-out"))).isEqualTo(AgentState.SIGNED_OUT);
    }

    @Test
    void declinedWorkIsNoLongerOffered() {
        AgentState offered = AgentState.SIGNED_OUT.after(event("agent.receiving-work-item"));

        assertThat(offered.after(event("agent.declined-work-item")).offered()).isZero();
        assertThat(offered.after(event("agent.declined-work-item")).accepted()).isZero();
    }

    @Test
    void keepsAvailabilityThatAChangeOfStatusDoesNotName() {
        AgentState state = new AgentState(true, Optional.empty(), Optional.of(Availability.INTERNAL_CALLS_ONLY), 0, 0);

        assertThat(state.after(event("agent.status-changed")).availability())
                .contains(Availability.INTERNAL_CALLS_ONLY);
    }

    @Test
    void anUnknownCodeChangesNothing() {
        AgentState state = new AgentState(true, Optional.of("on break"), Optional.empty(), 1, 2);

        assertThat(state.after(event("agent.code.7"))).isEqualTo(state);
    }

    @Test
    void numbersOfWorkItemsAreNotNegative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentState(true, Optional.empty(), Optional.empty(), -1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AgentState(true, Optional.empty(), Optional.empty(), 0, -1));
    }

    @Property
    void survivesEventsInAnyOrder(@ForAll @Size(max = 30) List<@IntRange(max = 7) Integer> codes) {
        AgentState state = AgentState.SIGNED_OUT;
        for (int code : codes) {
            state = state.after(event(TOPICS[code]));
        }

        assertThat(state.after(event("agent.signed-out"))).isEqualTo(AgentState.SIGNED_OUT);
    }

    private static AgentEvent event(String topic) {
        return event(topic, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static AgentEvent event(String topic, JsonObject data) {
        return (AgentEvent)
                new EventRecord("e-1", EventKind.AGENT, "agents", topic, "S-1", Instant.EPOCH, Instant.EPOCH, "", data)
                        .view();
    }
}
