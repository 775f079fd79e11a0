package io.switchhook.step;

import java.nio.charset.StandardCharsets;

/** A rendered text that must be one line. */
final class RenderedLine {
    private RenderedLine() {}

    /**
     * The text without blanks around it.
     *
     * @param name of the member, for people
     * @throws IllegalArgumentException if it has fewer or more characters than allowed, or some that cannot be kept: databases refuse NUL,
     *     and half a character has no UTF-8
     */
    static String of(String rendered, String name, int least, int most) {
        String text = rendered.strip();
        boolean keepable = text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (!keepable || text.length() < least || text.length() > most) {
            throw new IllegalArgumentException(name + ": found " + found(text, keepable) + ", allowed are " + least
                    + " to " + most + " characters in one line");
        }
        return text;
    }

    private static String found(String text, boolean keepable) {
        if (!keepable) {
            return "control characters or half a character";
        }
        return text.isEmpty() ? "nothing" : text.length() + " characters";
    }
}
