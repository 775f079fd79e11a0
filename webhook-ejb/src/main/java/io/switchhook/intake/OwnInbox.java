package io.switchhook.intake;

import io.switchhook.inbound.InboundMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Where the events go that Switchhook makes itself: into INBOUND, guarded as those of hooks are. */
@ApplicationScoped
public class OwnInbox implements Inbox {
    private final Inbox guarded;

    @Inject
    public OwnInbox(InboundQueue queue) {
        this.guarded = new GuardedInbox(queue);
    }

    protected OwnInbox() { // for the CDI client proxy
        this(null);
    }

    @Override
    public void put(List<InboundMessage> messages) {
        guarded.put(messages);
    }
}
