package io.switchhook.velocity;

/** A Velocity template that cannot be compiled, or not rendered with the values at hand; the message is for its author. */
public final class VelocityFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 300;

    private final String template;
    private final int line;
    private final String reason;

    private VelocityFailure(String template, int line, String reason) {
        super(template + (line > 0 ? " line " + line : "") + ": " + reason);
        this.template = template;
        this.line = line;
        this.reason = reason;
    }

    /** A failure inside of a template whose name is not known there. */
    public static VelocityFailure at(int line, String reason) {
        String oneLine = reason.replaceAll("\\s+", " ").strip();
        return new VelocityFailure(
                "template", line, oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) + "..." : oneLine);
    }

    /** The same of a template with this name, in this line where none is known yet. */
    VelocityFailure in(String name, int otherLine) {
        return new VelocityFailure(name, line > 0 ? line : otherLine, reason);
    }

    /** Name of the template, for example {@code requestTemplate}. */
    public String template() {
        return template;
    }

    /** Line of the template, from 1; 0 where it is not known. */
    public int line() {
        return line;
    }

    /** What went wrong, without template and line. */
    public String reason() {
        return reason;
    }
}
