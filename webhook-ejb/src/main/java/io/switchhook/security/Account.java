package io.switchhook.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/**
 * A user who may sign in. Keeps the password's digest alone.
 *
 * <p>Not a record: its text must not show the digest.
 */
final class Account {
    private final String user;
    private final byte[] digest;
    private final Set<String> roles;

    Account(String user, String password, Set<String> roles) {
        this.user = user;
        this.digest = digest(password);
        this.roles = Set.copyOf(roles);
    }

    String user() {
        return user;
    }

    Set<String> roles() {
        return roles;
    }

    /** Compares digests, so that neither content nor length of the password shows in the time taken. */
    boolean hasPassword(String tried) {
        return MessageDigest.isEqual(digest, digest(tried));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
