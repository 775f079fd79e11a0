package io.switchhook.intake;

/** The broker cannot be reached, or takes nothing more, now; whether it kept an event may be unknown. */
public class BrokerUnavailable extends RuntimeException {

    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
