package io.switchhook.intake;

import io.switchhook.inbound.InboundMessage;
import java.util.List;

/** Where accepted events go. */
@FunctionalInterface
public interface Inbox {

    /**
     * Keeps all of them for good, or none.
     *
     * @throws BrokerUnavailable if they cannot be kept now
     */
    void put(List<InboundMessage> messages);
}
