package io.switchhook.definition;

/** A document that cannot be read at all; reading of its file ends there. */
final class Malformed extends RuntimeException {
    private final int line;
    private final String path;
    private final String allowed;

    Malformed(int line, String path, String found, String allowed) {
        super(found);
        this.line = line;
        this.path = path;
        this.allowed = allowed;
    }

    DefinitionError error(String file, int document) {
        return new DefinitionError(file, document, line, path, getMessage(), allowed);
    }
}
