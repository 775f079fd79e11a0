package io.switchhook.catalog;

import static java.util.Objects.requireNonNull;

import io.switchhook.definition.Syntax;

/**
 * What somebody sends to be defined.
 *
 * @param text one document or several
 * @param syntax how they are written
 * @param user who sends it
 */
public record Given(String text, Syntax syntax, String user) {
    public Given {
        requireNonNull(user, "user is null");
    }
}
