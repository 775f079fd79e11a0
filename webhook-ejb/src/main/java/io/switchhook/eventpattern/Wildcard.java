package io.switchhook.eventpattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Text with {@code *} for any run of characters; {@code \*} and {@code \\} stand for the characters themselves. Decides without
 * going back: time grows with the text, not with the number of ways to fit it.
 *
 * @param pieces what stands between the stars, at least one; the first and the last are at the ends of the text
 */
record Wildcard(List<String> pieces) {
    Wildcard {
        pieces = List.copyOf(pieces);
    }

    /** @throws IllegalArgumentException if two stars follow each other, or a backslash is before anything else */
    static Wildcard of(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                if (i + 1 < text.length() && text.charAt(i + 1) == '*') {
                    throw new IllegalArgumentException("two stars in a row");
                }
                pieces.add(piece.toString());
                piece.setLength(0);
            } else if (c == '\\') {
                i++;
                if (i == text.length() || (text.charAt(i) != '*' && text.charAt(i) != '\\')) {
                    throw new IllegalArgumentException("a backslash before something else than * and \\");
                }
                piece.append(text.charAt(i));
            } else {
                piece.append(c);
            }
        }
        pieces.add(piece.toString());
        return new Wildcard(pieces);
    }

    boolean matches(String text) {
        String first = pieces.get(0);
        if (pieces.size() == 1) {
            return text.equals(first);
        }
        String last = pieces.get(pieces.size() - 1);
        int end = text.length() - last.length();
        if (first.length() > end || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int at = first.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = text.indexOf(piece, at);
            if (found < 0 || found + piece.length() > end) {
                return false;
            }
            at = found + piece.length();
        }
        return true;
    }
}
