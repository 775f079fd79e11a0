package io.switchhook.dataaction.macro;

import java.util.regex.Pattern;

/** References that led nowhere: in double quotes they come as the text they are written as. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$!?\\{?[A-Za-z_][A-Za-z0-9_.-]*\\}?");

    private References() {}

    static boolean isUnresolved(String text) {
        return text.length() < 300 && REFERENCE.matcher(text.strip()).matches();
    }
}
