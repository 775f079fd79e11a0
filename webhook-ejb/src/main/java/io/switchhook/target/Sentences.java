package io.switchhook.target;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;

/** What goes wrong with a network, in words. */
final class Sentences {
    private static final int LONGEST = 200;

    private Sentences() {}

    /** Text from outside, fit for a log line: printable ASCII, not too long. */
    static String shown(String text) {
        String printable = text == null ? "" : text.replaceAll("[^ -~]+", " ").strip();
        return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "..." : printable;
    }

    static String connectReason(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof ConnectException && message.contains("refused")) {
            return "connection refused";
        }
        if (failure instanceof NoRouteToHostException || message.contains("unreachable")) {
            return "no route to the host";
        }
        return "the connection was broken off";
    }
}
