package io.switchhook.api.wire;

import io.switchhook.api.TaskEvent;
import java.util.Optional;

final class TaskView extends TypedView implements TaskEvent {

    TaskView(EventRecord event) {
        super(event);
    }

    @Override
    public Optional<String> taskId() {
        return text("taskId");
    }

    @Override
    public Optional<String> channelType() {
        return text("channelType");
    }

    @Override
    public Optional<String> direction() {
        return text("direction");
    }

    @Override
    public Optional<String> origin() {
        return text("origin");
    }

    @Override
    public Optional<String> destination() {
        return text("destination");
    }

    @Override
    public Optional<String> queueId() {
        return text("queueId");
    }

    @Override
    public Optional<String> agentId() {
        return text("agentId");
    }

    @Override
    public Optional<String> reason() {
        return text("reason");
    }

    @Override
    public Optional<String> terminatingParty() {
        return text("terminatingParty");
    }
}
