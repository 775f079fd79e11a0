package io.switchhook.definition;

import java.util.Locale;

/** How documents are written. */
public enum Syntax {
    /** One or more documents, divided by lines of {@code ---}. */
    YAML,
    /** One object, or a list of objects. */
    JSON;

    /** By a file's name. */
    static Syntax ofFile(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".json") ? JSON : YAML;
    }
}
