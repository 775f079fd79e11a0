package io.switchhook.trace;

import java.util.regex.Pattern;

/** What may be done with a sender's trace id, which can be any text. */
public final class TraceId {
    /** The request header that carries it. */
    public static final String HEADER = "X-B3-TraceId";

    /** Longest id in a log line, in characters. */
    static final int MAX_LOGGED = 64;

    private static final Pattern B3 = Pattern.compile("[0-9a-fA-F]{16}|[0-9a-fA-F]{32}");
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._:-]");

    private TraceId() {}

    /** Whether {@link #HEADER} may carry it: 16 or 32 hexadecimal digits. */
    public static boolean isB3(String id) {
        return B3.matcher(id).matches();
    }

    /**
     * The id for a line in the log: up to 64 of {@code A-Z a-z 0-9 . _ : -}, any other character an underscore, so that a sender
     * can forge neither a line nor a part of one; {@code -} for an empty id.
     */
    public static String logged(String id) {
        if (id.isEmpty()) {
            return "-";
        }
        String cut = id.length() > MAX_LOGGED ? id.substring(0, MAX_LOGGED) : id;
        return UNSAFE.matcher(cut).replaceAll("_");
    }
}
