package io.switchhook.verification;

import io.switchhook.verification.Verification.Rejected;

/** Ends the judging of a request from wherever the fault was found; does not leave this package. */
final class Unproven extends Exception {
    private final String reason;

    Unproven(String reason, String sentence) {
        super(sentence, null, false, false);
        this.reason = reason;
    }

    Rejected rejected() {
        return new Rejected(reason, getMessage());
    }
}
