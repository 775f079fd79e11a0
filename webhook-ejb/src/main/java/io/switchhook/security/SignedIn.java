package io.switchhook.security;

import java.security.Principal;
import java.util.Set;

/**
 * A user who has signed in.
 *
 * @param user the user's name
 * @param roles of {@code switchhook-admin} and {@code switchhook-viewer}; an admin has both
 */
public record SignedIn(String user, Set<String> roles) implements Principal {
    public SignedIn {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return user;
    }
}
