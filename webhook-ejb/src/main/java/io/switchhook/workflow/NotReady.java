package io.switchhook.workflow;

/** The rules cannot be asked yet: nobody knows what they say, so the work waits. */
public class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is missing */
    public NotReady(String message) {
        super(message);
    }
}
