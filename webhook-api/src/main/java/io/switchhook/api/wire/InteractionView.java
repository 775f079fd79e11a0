package io.switchhook.api.wire;

import io.switchhook.api.InteractionEvent;
import java.net.URI;
import java.util.Optional;

final class InteractionView extends TypedView implements InteractionEvent {

    InteractionView(EventRecord event) {
        super(event);
    }

    @Override
    public Optional<String> interactionId() {
        return text("id");
    }

    @Override
    public Optional<String> mediaType() {
        return text("mediaType");
    }

    @Override
    public Optional<String> interactionSubtype() {
        return text("interactionSubtype");
    }

    @Override
    public Optional<URI> selfUri() {
        return uri("selfUri");
    }
}
