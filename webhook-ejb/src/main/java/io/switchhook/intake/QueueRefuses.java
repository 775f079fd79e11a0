package io.switchhook.intake;

/** The broker is there, and does not take this event now: its queue is full, say. */
public class QueueRefuses extends BrokerUnavailable {
    private static final long serialVersionUID = 1L;

    public QueueRefuses(String message, Throwable cause) {
        super(message, cause);
    }
}
