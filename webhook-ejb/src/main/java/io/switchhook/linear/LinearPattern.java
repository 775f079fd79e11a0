package io.switchhook.linear;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A regular expression that takes time in proportion to the text, whatever the text is: RE2's syntax, which is Java's without
 * back-references and look-around. Bounded are the expression ({@value #MAX_LENGTH} characters) and what its repetitions expand to.
 * Immutable.
 */
public final class LinearPattern {
    /** Most characters of an expression. */
    public static final int MAX_LENGTH = 1_000;

    private static final int MAX_PARTS = 10_000;

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException if this is none, or is too large; the message says why */
    public static LinearPattern of(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a regular expression of more than " + MAX_LENGTH + " characters");
        }
        if (ExpandedSize.of(expression) > ExpandedSize.MOST) {
            throw new IllegalArgumentException(
                    "a regular expression whose repetitions expand to more than " + ExpandedSize.MOST + " characters");
        }
        try {
            return new LinearPattern(Pattern.compile(expression));
        } catch (PatternSyntaxException malformed) {
            throw new IllegalArgumentException("no regular expression (RE2): " + malformed.getMessage(), malformed);
        } catch (StackOverflowError tooDeep) {
            throw new IllegalArgumentException("no regular expression (RE2): nested too deep", tooDeep);
        }
    }

    /** Whether it fits the text as a whole. */
    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /** Whether it fits any part of the text. */
    public boolean finds(String text) {
        return pattern.matcher(text).find();
    }

    /**
     * As {@link String#split(String, int)}.
     *
     * @throws IllegalArgumentException if there are more than {@value #MAX_PARTS} parts
     */
    public List<String> split(String text, int limit) {
        List<String> parts = new ArrayList<>(
                Arrays.asList(pattern.split(text, limit > 0 ? Math.min(limit, MAX_PARTS + 1) : MAX_PARTS + 1)));
        if (parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException("more than " + MAX_PARTS + " parts");
        }
        while (limit == 0 && parts.size() > 1 && parts.get(parts.size() - 1).isEmpty()) {
            parts.remove(parts.size() - 1);
        }
        return parts;
    }

    /**
     * The text with what the expression fits replaced; {@code $1} in the replacement is a group, {@code \} takes the next as it is.
     *
     * @param most characters of the result at most
     * @throws IllegalArgumentException if the result is longer, or the replacement names a group that there is not
     */
    public String replaced(String text, String replacement, boolean first, int most) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            append(result, text.substring(from, matcher.start()), most);
            expand(result, replacement, matcher, most);
            from = matcher.end();
            if (first) {
                break;
            }
        }
        append(result, text.substring(from), most);
        return result.toString();
    }

    private static void expand(StringBuilder result, String replacement, Matcher matcher, int most) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if ((c == '\\' || c == '$') && i + 1 == replacement.length()) {
                throw new IllegalArgumentException("the replacement ends with " + c);
            }
            if (c == '\\') {
                i++;
                append(result, String.valueOf(replacement.charAt(i)), most);
            } else if (c == '$') {
                i++;
                int group = Character.digit(replacement.charAt(i), 10);
                if (group < 0 || group > matcher.groupCount()) {
                    throw new IllegalArgumentException("the replacement names a group that there is not");
                }
                String found = matcher.group(group);
                append(result, found == null ? "" : found, most);
            } else {
                append(result, String.valueOf(c), most);
            }
        }
    }

    private static void append(StringBuilder result, String part, int most) {
        if (part.length() > most - result.length()) {
            throw new IllegalArgumentException("makes a text of more than " + most + " characters");
        }
        result.append(part);
    }
}
