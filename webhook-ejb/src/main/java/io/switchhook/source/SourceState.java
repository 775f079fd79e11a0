package io.switchhook.source;

/** A source named in {@code switchhook.sources}: ready to take requests, or disabled by a wrong setting. */
public sealed interface SourceState {

    /** The source's name, as configured. */
    String name();

    /** The source takes requests. */
    record Ready(Source source) implements SourceState {
        @Override
        public String name() {
            return source.name();
        }
    }

    /**
     * The source takes none.
     *
     * @param reason names the key, what was found (never a secret) and what is allowed
     */
    record Disabled(String name, String reason) implements SourceState {}
}
