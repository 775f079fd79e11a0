package io.switchhook.httprequest;

/** A request that cannot be made from this step and event; trying again would not help. The message is for people. */
final class Unsendable extends Exception {
    Unsendable(String message, Throwable cause) {
        super(message, cause);
    }
}
