package io.switchhook.engine;

import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Listens on one queue of INBOUND; {@code ejb-jar.xml} makes one for each, single-threaded. */
public class InboundListener implements MessageListener {
    @Inject
    private InboundConsumer consumer;

    @Override
    public void onMessage(Message message) {
        consumer.consume(message);
    }
}
