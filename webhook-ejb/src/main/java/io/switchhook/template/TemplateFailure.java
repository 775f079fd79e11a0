package io.switchhook.template;

/** A template that cannot be compiled, or not rendered with the values at hand; the message is for its author. */
public final class TemplateFailure extends RuntimeException {
    private final int line;
    private final String reason;

    TemplateFailure(int line, String reason) {
        super(line > 0 ? "template line " + line + ": " + reason : "template: " + reason);
        this.line = line;
        this.reason = reason;
    }

    /** What went wrong, without the line. */
    public String reason() {
        return reason;
    }

    /** Line of the template, from 1; 0 where it is not known. */
    public int line() {
        return line;
    }
}
