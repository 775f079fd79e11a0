package io.switchhook.template;

import io.pebbletemplates.pebble.extension.writer.SpecializedWriter;
import java.io.Writer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a template has printed so far, and how much it may still do. */
final class Output extends Writer implements SpecializedWriter {
    private static final long MAX_NANOS = 2_000_000_000L;

    private final StringBuilder text = new StringBuilder();
    private final LongSupplier nanoTime;
    private final long start;
    private long lookedUp;
    private int steps;

    Output(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Looks something up, which takes none of the template's time: it is not to blame for a slow store. */
    <T> T lookUp(Supplier<T> lookup) {
        long before = nanoTime.getAsLong();
        try {
            return lookup.get();
        } finally {
            lookedUp += nanoTime.getAsLong() - before;
        }
    }

    /** Counts one round of a loop. */
    void step(int line) {
        steps++;
        if (steps > Templates.MAX_STEPS) {
            throw new TemplateFailure(line, "its loops take more than " + Templates.MAX_STEPS + " steps");
        }
        checkTime(line);
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        checkRoom(length);
        text.append(characters, offset, length);
    }

    @Override
    public void write(String part, int offset, int length) {
        checkRoom(length);
        text.append(part, offset, offset + length);
    }

    /** A printed value; what was escaped before comes as text. */
    @Override
    public void write(Object value) {
        write(Texts.printed(value, 0));
    }

    @Override
    public void write(String part) {
        write(part, 0, part.length());
    }

    private void checkRoom(int length) {
        if (length > Templates.MAX_TEXT - text.length()) {
            throw new TemplateFailure(0, "prints more than " + Templates.MAX_TEXT + " characters");
        }
        checkTime(0);
    }

    private void checkTime(int line) {
        if (nanoTime.getAsLong() - start - lookedUp > MAX_NANOS) {
            throw new TemplateFailure(line, "takes longer than " + MAX_NANOS / 1_000_000_000 + " seconds");
        }
    }

    @Override
    public void writeSpecialized(int value) {
        write((Object) value);
    }

    @Override
    public void writeSpecialized(long value) {
        write((Object) value);
    }

    @Override
    public void writeSpecialized(double value) {
        write((Object) value);
    }

    @Override
    public void writeSpecialized(float value) {
        write((Object) value);
    }

    @Override
    public void writeSpecialized(short value) {
        write((Object) value);
    }

    @Override
    public void writeSpecialized(byte value) {
        write((Object) value);
    }

    @Override
    public void writeSpecialized(char value) {
        write((Object) value);
    }

    @Override
    public void writeSpecialized(String value) {
        write((Object) value);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
        return text.toString();
    }
}
