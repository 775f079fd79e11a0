package io.switchhook.trigger;

import software.amazon.event.ruler.Patterns;

/**
 * What an index can ask of a value.
 *
 * @param text of {@link JsonEquality#key}, or how that begins
 * @param prefix whether it is only the beginning
 */
record IndexKey(String text, boolean prefix) {

    static IndexKey exactly(String key) {
        return new IndexKey(key, false);
    }

    /** Of text that begins so; what cannot be said in UTF-8 is left out. */
    static IndexKey beginning(String begin) {
        int length = Math.min(begin.length(), JsonEquality.MAX_KEY);
        if (length > 0 && Character.isHighSurrogate(begin.charAt(length - 1))) {
            length--;
        }
        return new IndexKey(JsonEquality.key(begin.substring(0, length)), true);
    }

    /** Texts that are equal in any case are folded to the same. */
    static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Whether everything that has the other key has this one. */
    boolean covers(IndexKey other) {
        return prefix ? other.text.startsWith(text) : equals(other);
    }

    Patterns pattern() {
        return prefix ? Patterns.prefixMatch('"' + text) : Patterns.exactMatch(quoted(text));
    }

    static String quoted(String key) {
        return '"' + key + '"';
    }
}
