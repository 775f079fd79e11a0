package io.switchhook.eventpattern;

/** Something in a pattern that is not of the language. */
public final class InvalidPattern extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String found;
    private final String allowed;

    /**
     * @param path where in the pattern; empty for the pattern as a whole
     * @param found what stands there
     * @param allowed what may stand there
     */
    public InvalidPattern(String path, String found, String allowed) {
        super((path.isEmpty() ? "" : path + ": ") + "found " + found + ", allowed is " + allowed);
        this.path = path;
        this.found = found;
        this.allowed = allowed;
    }

    /** Where in the pattern, for example {@code detail.state[0].numeric}; empty for the pattern as a whole. */
    public String path() {
        return path;
    }

    /** What stands there. */
    public String found() {
        return found;
    }

    /** What may stand there. */
    public String allowed() {
        return allowed;
    }
}
