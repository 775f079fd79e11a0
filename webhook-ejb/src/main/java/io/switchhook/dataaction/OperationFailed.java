package io.switchhook.dataaction;

/** Ends a run at an operation. The message is for people and has no secrets. */
final class OperationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    OperationFailed(String message) {
        super(message);
    }

    OperationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
