package io.switchhook.engine;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Listens on STEPS, configured by {@code ejb-jar.xml}. */
public class StepsListener implements MessageListener {
    @Inject
    private RunEngine engine;

    @Override
    public void onMessage(Message message) {
        try {
            engine.heed(Long.parseLong(message.getBody(String.class)));
        } catch (JMSException unreadable) {
            throw new EJBException("Cannot read a bell", unreadable);
        }
    }
}
