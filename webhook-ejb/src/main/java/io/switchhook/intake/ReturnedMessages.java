package io.switchhook.intake;

import io.switchhook.inbound.InboundMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Puts messages back into INBOUND that could not be processed when they came. */
@ApplicationScoped
public class ReturnedMessages {
    private final Inbox inbox;

    @Inject
    public ReturnedMessages(InboundQueue queue) {
        this(new GuardedInbox(queue));
    }

    private ReturnedMessages(Inbox inbox) {
        this.inbox = inbox;
    }

    /** For the CDI client proxy. */
    protected ReturnedMessages() {
        this((Inbox) messages -> {});
    }

    /**
     * Keeps all of them for good, or none.
     *
     * @throws BrokerUnavailable if they cannot be kept now
     */
    public void put(List<InboundMessage> messages) {
        inbox.put(messages);
    }
}
