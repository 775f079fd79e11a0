package io.switchhook.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list, handed to callers as a text they need not understand. It stays valid while the list grows.
 *
 * @param list the list it belongs to
 * @param position number of the last item seen, positive
 */
public record Cursor(Listing list, long position) {

    /** The lists that are read page by page. */
    public enum Listing {
        EVENTS,
        RECEIPTS,
        DEAD_LETTERS,
        SUBJECTS,
        RUNS,
        DEFINITION_HISTORY,
        PROBLEMS
    }

    private static final Pattern CONTENT = Pattern.compile("([A-Z_]{1,20})/([1-9]\\d{0,17})");

    /** @throws IllegalArgumentException if {@code position} is not positive */
    public Cursor {
        if (position < 1) {
            throw new IllegalArgumentException("position is " + position + ", must be positive");
        }
    }

    /** The cursor as callers get it: letters, digits, {@code -} and {@code _}. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((list + "/" + position).getBytes(UTF_8));
    }

    /** Reads what {@link #text} wrote; empty for anything else, and for the cursor of another list. */
    public static Optional<Cursor> parse(Listing list, String text) {
        try {
            Matcher content = CONTENT.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
            if (content.matches() && content.group(1).equals(list.name())) {
                Cursor cursor = new Cursor(list, Long.parseLong(content.group(2)));
                return Optional.of(cursor).filter(found -> found.text().equals(text));
            }
        } catch (IllegalArgumentException notBase64) {
            // not one of ours
        }
        return Optional.empty();
    }
}
