package io.switchhook.security;

/** Names of the roles. */
final class Role {
    /** May read and change everything. */
    static final String ADMIN = "switchhook-admin";
    /** May read everything. */
    static final String VIEWER = "switchhook-viewer";

    private Role() {}
}
