package io.switchhook.linear;

import java.util.ArrayDeque;
import java.util.Deque;

/** How large an expression becomes when its counted repetitions are written out, which is what RE2 does when it compiles. */
final class ExpandedSize {
    /** Keeps the compiled form below a megabyte or so. */
    static final long MOST = 5_000;

    private final String expression;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long before;
    private long last;
    private int at;

    private ExpandedSize(String expression) {
        this.expression = expression;
    }

    static long of(String expression) {
        return new ExpandedSize(expression).size();
    }

    private long size() {
        while (at < expression.length() && before + last <= MOST) {
            char c = expression.charAt(at);
            if (c == '(') {
                outer.push(before + last);
                before = 0;
                last = 0;
            } else if (c == ')' && !outer.isEmpty()) {
                last = before + last + 1;
                before = outer.pop();
            } else if (c == '{') {
                last *= Math.max(1, repetitions());
            } else if (c == '[') {
                atom();
                skipClass();
            } else if (expression.startsWith("\\Q", at)) {
                // quoted: as many characters as there are
                int end = expression.indexOf("\\E", at);
                before += last + (end < 0 ? expression.length() : end) - at;
                last = 1;
                at = end < 0 ? expression.length() : end + 1;
            } else {
                atom();
                at += c == '\\' ? 1 : 0;
            }
            at++;
        }
        return outer.stream().mapToLong(Long::longValue).sum() + before + last;
    }

    private void atom() {
        before += last;
        last = 1;
    }

    /** The largest number up to the next brace; what is no number is left to the compiler. */
    private long repetitions() {
        long largest = 0;
        long number = 0;
        for (int i = at + 1; i < expression.length() && expression.charAt(i) != '}'; i++) {
            int digit = Character.digit(expression.charAt(i), 10);
            number = digit < 0 ? 0 : Math.min(number * 10 + digit, MOST + 1);
            largest = Math.max(largest, number);
        }
        return largest;
    }

    private void skipClass() {
        int i = at + 1;
        if (i < expression.length() && expression.charAt(i) == '^') {
            i++;
        }
        if (i < expression.length() && expression.charAt(i) == ']') {
            i++;
        }
        while (i < expression.length() && expression.charAt(i) != ']') {
            i += expression.charAt(i) == '\\' ? 2 : 1;
        }
        at = i;
    }
}
