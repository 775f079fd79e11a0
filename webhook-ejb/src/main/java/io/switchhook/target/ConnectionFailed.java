package io.switchhook.target;

/**
 * A connection that could not be made, or a kept one that had gone stale: worth an immediate repeat. Refused addresses,
 * unknown names and time-outs are none of these. The message is a sentence for people, without secrets.
 */
public final class ConnectionFailed extends Exception {
    ConnectionFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
