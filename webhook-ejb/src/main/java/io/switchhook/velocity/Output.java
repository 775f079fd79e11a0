package io.switchhook.velocity;

import java.io.Writer;

/** What a template has printed so far. */
final class Output extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final Budget budget;

    Output(Budget budget) {
        this.budget = budget;
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

    private void checkRoom(int length) {
        if (length > VelocityTemplates.MAX_TEXT - text.length()) {
            throw VelocityFailure.at(0, "prints more than " + VelocityTemplates.MAX_TEXT + " characters");
        }
        budget.time(0);
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
