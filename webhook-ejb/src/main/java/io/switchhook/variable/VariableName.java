package io.switchhook.variable;

import java.util.Set;
import java.util.regex.Pattern;

/** Names of variables: those a template can name. */
public final class VariableName {
    /** What is allowed, for messages. */
    public static final String RULE = "a name of letters, digits and _, not event, template, locale or loop";

    /** Characters at most. */
    public static final int MAX_LENGTH = 128;

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0," + (MAX_LENGTH - 1) + "}");
    private static final Set<String> TAKEN = Set.of("event", "template", "locale", "loop");

    private VariableName() {}

    /** Whether a variable may be called so. */
    public static boolean isValid(String name) {
        return IDENTIFIER.matcher(name).matches() && !TAKEN.contains(name);
    }
}
