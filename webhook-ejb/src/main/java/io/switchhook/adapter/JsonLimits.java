package io.switchhook.adapter;

/**
 * Bounds on a JSON text, checked in one pass before any parser sees it: nesting that would exhaust a parser's stack, and numbers
 * that cost their reader far more than they cost to send.
 */
final class JsonLimits {
    /** Levels of objects and arrays. */
    static final int DEPTH = 100;
    /** Characters of one number. */
    static final int NUMBER_LENGTH = 1_000;
    /** Digits of a number's exponent. */
    static final int EXPONENT_DIGITS = 4;

    private static final String SEPARATORS = " \t\r\n,:[]{}";

    private final String text;
    private int at;
    private int depth;

    private JsonLimits(String text) {
        this.text = text;
    }

    /** Passes every JSON text within the bounds; what is not JSON is left for the parser to find. */
    static void check(String text) throws Unusable {
        new JsonLimits(text).walk();
    }

    private void walk() throws Unusable {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                skipString();
            } else if (c == '[' || c == '{') {
                enter();
            } else if (c == ']' || c == '}') {
                depth--;
                at++;
            } else if (SEPARATORS.indexOf(c) >= 0) {
                at++;
            } else {
                checkLiteral();
            }
        }
    }

    private void enter() throws Unusable {
        if (++depth > DEPTH) {
            throw new Unusable("json-too-deep", "The body nests JSON deeper than " + DEPTH + " levels.");
        }
        at++;
    }

    private void skipString() {
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void checkLiteral() throws Unusable {
        int start = at;
        int exponent = -1;
        while (at < text.length() && text.charAt(at) != '"' && SEPARATORS.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            if (c == 'e' || c == 'E') {
                exponent = 0;
            } else if (exponent >= 0 && c >= '0' && c <= '9') {
                exponent++;
            }
            at++;
        }
        if (at - start > NUMBER_LENGTH || exponent > EXPONENT_DIGITS) {
            throw new Unusable(
                    "number-too-large",
                    "The body has a number of more than " + NUMBER_LENGTH
                            + " characters, or with an exponent of more than " + EXPONENT_DIGITS + " digits.");
        }
    }
}
