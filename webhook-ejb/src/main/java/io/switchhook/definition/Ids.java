package io.switchhook.definition;

import io.switchhook.variable.VariableName;
import java.util.regex.Pattern;

/** Names in definitions: which are allowed. */
final class Ids {
    static final int MAX_LENGTH = 256;
    static final String VARIABLE = VariableName.RULE;
    private static final Pattern CREDENTIAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Ids() {}

    /** A required id: not blank, one line. */
    static String read(Members members, String name) {
        String id = members.requiredText(name, MAX_LENGTH);
        if (!id.isEmpty() && (id.isBlank() || id.chars().anyMatch(Character::isISOControl))) {
            members.error(name, Problems.quoted(id), "text of 1 to " + MAX_LENGTH + " characters in one line");
        }
        return id;
    }

    /** Whether a template can name it. */
    static boolean isVariable(String name) {
        return VariableName.isValid(name);
    }

    /** Name of a credential, required. */
    static String credential(Members members) {
        String name = members.requiredText("credential", MAX_LENGTH);
        if (!name.isEmpty() && !CREDENTIAL.matcher(name).matches()) {
            // not quoted: somebody may have put the secret itself here
            members.error("credential", "something else", "a credential's name of letters, digits and . _ -");
        }
        return name;
    }
}
