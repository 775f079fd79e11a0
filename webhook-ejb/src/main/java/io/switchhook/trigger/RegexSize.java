package io.switchhook.trigger;

import java.util.ArrayDeque;
import java.util.Deque;

/** About how many instructions a regular expression becomes: repetitions are written out, and nested ones multiply. */
final class RegexSize {
    /** Enough for every expression that people write by hand. */
    static final long MAX = 10_000;

    private final String expression;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long whole;
    private long last;
    private int at;

    private RegexSize(String expression) {
        this.expression = expression;
    }

    /** The estimate, {@link #MAX} and one where it is more. Never throws: what is no expression is for its compiler to refuse. */
    static long of(String expression) {
        return new RegexSize(expression).estimate();
    }

    private long estimate() {
        while (at < expression.length()) {
            char c = expression.charAt(at++);
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '[' -> skipClass();
                case '{' -> repeat();
                case '*', '+', '?' -> {}
                case '\\' -> {
                    at++;
                    atom();
                }
                default -> atom();
            }
        }
        while (!outer.isEmpty()) {
            close();
        }
        return bounded(whole + last);
    }

    private void atom() {
        whole = bounded(whole + last);
        last = 1;
    }

    private void open() {
        outer.push(bounded(whole + last));
        whole = 0;
        last = 1;
    }

    private void close() {
        long group = bounded(whole + last + 1);
        whole = outer.isEmpty() ? 0 : outer.pop();
        last = group;
    }

    private void skipClass() {
        atom();
        at = Math.min(at + 1, expression.length());
        while (at < expression.length() && expression.charAt(at) != ']') {
            at += expression.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}: the largest number counts. */
    private void repeat() {
        long number = 0;
        long largest = 1;
        while (at < expression.length() && expression.charAt(at) != '}') {
            char c = expression.charAt(at++);
            number = c >= '0' && c <= '9' ? bounded(number * 10 + (c - '0')) : 0;
            largest = Math.max(largest, number);
        }
        at++;
        last = bounded(last * largest);
    }

    private static long bounded(long size) {
        return Math.min(size, MAX + 1);
    }
}
