package io.switchhook.velocity;

import io.switchhook.template.JsonViews;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongSupplier;

/** How much one rendering may still do. Held by the thread that renders: Velocity calls back without telling for whom. */
final class Budget {
    private static final ThreadLocal<Budget> CURRENT = new ThreadLocal<>();
    private static final long MAX_NANOS = 2_000_000_000L;
    private static final long MAX_INSERTED = 16L * VelocityTemplates.MAX_TEXT;
    private static final int MAX_ELEMENTS = 10_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_DIGITS = 1_000;

    private final LongSupplier nanoTime;
    private final long start;
    private int steps;
    private long inserted;

    Budget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** That of the rendering under way on this thread. */
    static Budget current() {
        return CURRENT.get();
    }

    void begin() {
        CURRENT.set(this);
    }

    static void end() {
        CURRENT.remove();
    }

    /** Counts one round of a loop. */
    void step(int line) {
        steps++;
        if (steps > VelocityTemplates.MAX_STEPS) {
            throw VelocityFailure.at(line, "its loops take more than " + VelocityTemplates.MAX_STEPS + " steps");
        }
        time(line);
    }

    void time(int line) {
        if (nanoTime.getAsLong() - start > MAX_NANOS) {
            throw VelocityFailure.at(line, "takes longer than " + MAX_NANOS / 1_000_000_000 + " seconds");
        }
    }

    /** Counts what references print, into the output or into a text on the way to it. */
    void insert(String reference, String text) {
        time(0);
        inserted += text.length();
        if (inserted > MAX_INSERTED) {
            throw VelocityFailure.at(
                    0, reference + " prints too much: more than " + MAX_INSERTED + " characters in all");
        }
    }

    /** Refuses texts, numbers, lists and maps that have grown too large to go on with. */
    Object checked(Object value, int line) {
        time(line);
        if (value instanceof CharSequence text) {
            text(text.length(), line);
        } else if (value instanceof BigInteger integer && integer.bitLength() > MAX_DIGITS * 4) {
            throw VelocityFailure.at(line, "makes a number of more than " + MAX_DIGITS + " digits");
        } else if (value instanceof BigDecimal decimal
                && (decimal.precision() > MAX_DIGITS || Math.abs((long) decimal.scale()) > MAX_DIGITS)) {
            throw VelocityFailure.at(line, "makes a number of more than " + MAX_DIGITS + " digits");
        } else if (elements(value, 0, 0, line) > MAX_ELEMENTS) {
            throw VelocityFailure.at(line, "makes a list of more than " + MAX_ELEMENTS + " elements");
        }
        return value;
    }

    static void text(long length, int line) {
        if (length > VelocityTemplates.MAX_TEXT) {
            throw VelocityFailure.at(line, "makes a text of more than " + VelocityTemplates.MAX_TEXT + " characters");
        }
    }

    static void elements(long count, int line) {
        if (count > MAX_ELEMENTS) {
            throw VelocityFailure.at(line, "makes a list of more than " + MAX_ELEMENTS + " elements");
        }
    }

    /** Elements at any depth, counted until there are too many; JSON that came in is bounded where it came in. */
    private static int elements(Object value, int before, int depth, int line) {
        Collection<?> parts = value instanceof Map<?, ?> map
                ? map.values()
                : value instanceof Collection<?> collection ? collection : null;
        int count = before + 1;
        if (parts == null || JsonViews.isView(value)) {
            return count;
        }
        if (depth > MAX_DEPTH) {
            throw VelocityFailure.at(line, "nests lists deeper than " + MAX_DEPTH + " levels");
        }
        for (Object part : parts) {
            if (count > MAX_ELEMENTS) {
                return count;
            }
            count = elements(part, count, depth + 1, line);
        }
        return count;
    }
}
