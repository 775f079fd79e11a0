package io.switchhook.inbound;

import java.util.ArrayList;
import java.util.List;

/**
 * Several messages' texts in one message of the broker, which costs it hardly more than one of them: a line each, since JSON as we write
 * it has no line breaks.
 */
public final class Together {
    /** Characters of one message, so that the broker does not treat it as a large one, in a file of its own. */
    static final int MOST = 32_000;

    private static final char BETWEEN = '\n';

    private Together() {}

    /** The texts in as few as hold them in their order; one that is too long for company is alone. */
    public static List<String> join(List<String> texts) {
        List<String> joined = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String text : texts) {
            if (!open.isEmpty() && open.length() + 1 + text.length() > MOST) {
                joined.add(open.toString());
                open.setLength(0);
            }
            if (!open.isEmpty()) {
                open.append(BETWEEN);
            }
            open.append(text);
        }
        joined.add(open.toString());
        return joined;
    }

    /** The texts that were joined. */
    public static List<String> split(String joined) {
        int end = joined.indexOf(BETWEEN);
        if (end < 0) {
            return List.of(joined);
        }
        List<String> texts = new ArrayList<>();
        int start = 0;
        for (; end >= 0; end = joined.indexOf(BETWEEN, start)) {
            texts.add(joined.substring(start, end));
            start = end + 1;
        }
        texts.add(joined.substring(start));
        return texts;
    }
}
