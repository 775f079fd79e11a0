package io.switchhook.adapter;

/** Ends the reading of a body from wherever the fault was found; does not leave this package. */
final class Unusable extends Exception {
    private final String reason;

    Unusable(String reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
    }

    Adapted.Refused refused() {
        return new Adapted.Refused(reason, getMessage());
    }
}
