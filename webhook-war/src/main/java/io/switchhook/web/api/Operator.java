package io.switchhook.web.api;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who gives an order. */
final class Operator {
    private static final String ADMIN = "switchhook-admin";

    private Operator() {}

    /**
     * Name of the user, who must be an administrator.
     *
     * @throws Refusal if he is none
     */
    static String admin(SecurityContext user) {
        Principal principal = user.getUserPrincipal();
        if (principal == null || !user.isUserInRole(ADMIN)) {
            throw Refusal.of(403, "Only an administrator may change something.");
        }
        return principal.getName();
    }
}
