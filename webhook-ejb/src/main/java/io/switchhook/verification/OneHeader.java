package io.switchhook.verification;

import io.switchhook.request.Headers;
import java.util.List;

/** Reads headers that decide about a request: each must be there exactly once, so that nobody can read it otherwise than we do. */
final class OneHeader {
    /** Characters of a value; no proof is longer, and reading more would be work for whoever wants to make some. */
    private static final int LONGEST = 8_192;

    private OneHeader() {}

    /**
     * The header's value without blanks around it.
     *
     * @param part what the header holds, the end of the reason: {@code missing-signature}, {@code repeated-signature}
     */
    static String read(Headers headers, String name, String part) throws Unproven {
        List<String> values = headers.all(name);
        if (values.isEmpty()) {
            throw new Unproven("missing-" + part, "Header " + name + " is missing.");
        }
        if (values.size() > 1) {
            throw new Unproven(
                    "repeated-" + part, "Header " + name + " was sent " + values.size() + " times, once is expected.");
        }
        if (values.get(0).length() > LONGEST) {
            throw new Unproven("malformed-" + part, "Header " + name + " has more than " + LONGEST + " characters.");
        }
        return values.get(0).strip();
    }
}
