package io.switchhook.jms;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

/** The broker is there, and does not take what was sent: a queue is full, say. */
public final class BrokerRefuses extends JMSRuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokerRefuses(JMSException refusal) {
        super(refusal.getMessage(), refusal.getErrorCode(), refusal);
    }
}
