package io.switchhook.engine;

import io.switchhook.api.wire.SubscriberReport;
import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Listens to what subscribers say, configured by {@code ejb-jar.xml}. */
public class DeliveriesListener implements MessageListener {
    private static final Logger LOG = System.getLogger(DeliveriesListener.class.getName());

    @Inject
    private SubscriberDesk desk;

    @Inject
    private Outages outages;

    @Override
    public void onMessage(Message message) {
        try {
            String text = message.isBodyAssignableTo(String.class) ? message.getBody(String.class) : "no text";
            outages.outlast(() -> desk.hear(SubscriberReport.fromText(text)));
        } catch (JMSException unreadable) {
            throw new EJBException("Cannot read a report", unreadable);
        } catch (Outages.Stopping stopping) {
            throw stopping;
        } catch (RuntimeException nonsense) {
            // Given back it would come for ever; the delivery it was about is published again by the sweep.
            LOG.log(Level.ERROR, "SWH2005 A subscriber's report is dropped", nonsense);
        }
    }
}
