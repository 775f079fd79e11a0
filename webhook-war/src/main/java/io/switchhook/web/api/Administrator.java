package io.switchhook.web.api;

import jakarta.ws.rs.core.SecurityContext;

/** Who changes something. */
final class Administrator {
    private static final String ROLE = "switchhook-admin";

    private Administrator() {}

    /** The user's name; a {@link Refusal} if the user may only look. */
    static String of(SecurityContext user) {
        if (!user.isUserInRole(ROLE)) {
            throw Refusal.of(403, "role " + ROLE + " is needed");
        }
        return user.getUserPrincipal().getName();
    }
}
