package io.switchhook.definition;

/**
 * What is wrong with a definition, and what would be right.
 *
 * @param file name of the file, or of the directory where no file is to blame
 * @param document number of the document in the file, from 1; 0 where it is about the whole file
 * @param line in the file, from 1; 0 where it is not known
 * @param path where in the document, for example {@code steps[0].httpRequest.url}; empty for the document as a whole
 * @param found what stands there
 * @param allowed what may stand there
 */
public record DefinitionError(String file, int document, int line, String path, String found, String allowed) {

    /** All of it as one sentence. */
    public String message() {
        return file
                + (document > 0 ? ", document " + document : "")
                + (line > 0 ? ", line " + line : "")
                + (path.isEmpty() ? "" : ", " + path)
                + ": found " + found + ", allowed is " + allowed;
    }
}
