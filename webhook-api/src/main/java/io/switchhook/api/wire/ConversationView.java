package io.switchhook.api.wire;

import io.switchhook.api.ConversationEvent;
import java.util.Optional;

final class ConversationView extends TypedView implements ConversationEvent {

    ConversationView(EventRecord event) {
        super(event);
    }

    @Override
    public Optional<String> conversationId() {
        return text("conversationId");
    }

    @Override
    public Optional<String> participantId() {
        return text("participantId");
    }

    @Override
    public Optional<String> sessionId() {
        return text("sessionId");
    }

    @Override
    public Optional<String> mediaType() {
        return text("mediaType");
    }

    @Override
    public Optional<String> messageType() {
        return text("messageType");
    }

    @Override
    public Optional<String> direction() {
        return text("direction");
    }

    @Override
    public Optional<String> disconnectType() {
        return text("disconnectType");
    }

    @Override
    public Optional<String> userId() {
        return isHandover() ? Optional.empty() : text("userId");
    }

    @Override
    public Optional<String> queueId() {
        return text("queueId");
    }

    @Override
    public Optional<String> divisionId() {
        return text("divisionId");
    }

    @Override
    public Optional<String> addressTo() {
        return text("addressTo").or(() -> isHandover() ? text("userId") : Optional.empty());
    }

    @Override
    public Optional<String> addressFrom() {
        return text("addressFrom");
    }

    @Override
    public Optional<String> ani() {
        return text("ani");
    }

    @Override
    public Optional<String> dnis() {
        return text("dnis");
    }

    @Override
    public Optional<String> wrapupCode() {
        return text("wrapupCode");
    }

    /** A workflow's call to a bot, which names no time; an event body does. */
    private boolean isHandover() {
        return data().containsKey("userId") && data().containsKey("topic") && !data().containsKey("eventTime");
    }
}
