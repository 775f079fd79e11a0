package io.switchhook.adapter;

import java.util.Arrays;
import java.util.Optional;

/** The codes of agent events that have a name. */
enum AgentCode {
    SIGNED_IN(1, "signed-in", "SignedIn", "SignIn"),
    SIGNED_OUT(2, "signed-out", "SignedOut", "SignOut"),
    STATUS_CHANGED(3, "status-changed", "StatusChanged", "ActivityChanged"),
    RECEIVING_WORK_ITEM(4, "receiving-work-item", "ReceivingWorkItem", "ReceivingWorkItem"),
    ACCEPTED_WORK_ITEM(5, "accepted-work-item", "AcceptedWorkItem", "AcceptedWorkItem"),
    DECLINED_WORK_ITEM(6, "declined-work-item", "DeclinedWorkItem", "DeclinedWorkItem"),
    RELEASED_WORK_ITEM(8, "released-work-item", "ReleasedWorkItem", "ReleasedWorkItem");

    private final long number;
    private final String topic;
    private final String name;
    private final String heading;

    AgentCode(long number, String topic, String name, String heading) {
        this.number = number;
        this.topic = topic;
        this.name = name;
        this.heading = heading;
    }

    /** The last part of a topic. */
    String topic() {
        return topic;
    }

    static Optional<AgentCode> of(long number) {
        return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
    }

    /** By either of the names its documentation uses, in any case. */
    static Optional<AgentCode> of(String text) {
        String name = text.strip();
        return Arrays.stream(values())
                .filter(code -> code.name.equalsIgnoreCase(name) || code.heading.equalsIgnoreCase(name))
                .findFirst();
    }
}
