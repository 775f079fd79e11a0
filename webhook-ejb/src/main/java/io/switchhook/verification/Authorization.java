package io.switchhook.verification;

import io.switchhook.request.HookRequest;

/** Header {@code Authorization}, RFC 9110: a scheme of either case, blanks, credentials. */
final class Authorization {
    static final String HEADER = "Authorization";

    private Authorization() {}

    /** What stands behind {@code scheme}. */
    static String read(HookRequest request, String scheme) throws Unproven {
        String value = OneHeader.read(request.headers(), HEADER, "credentials");
        int end = value.indexOf(' ');
        if (end < 0 || !value.substring(0, end).equalsIgnoreCase(scheme)) {
            throw new Unproven(
                    "malformed-credentials", "Header " + HEADER + " is not of the form " + scheme + " <credentials>.");
        }
        return value.substring(end).strip();
    }
}
