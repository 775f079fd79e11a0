package io.switchhook.velocity;

import io.switchhook.linear.LinearPattern;
import io.switchhook.template.Texts;
import java.util.List;
import java.util.Locale;

/** The methods of Java's texts that templates may call; regular expressions take linear time. */
final class TextMethods {
    private TextMethods() {}

    /** @throws VelocityFailure if there is no such method, or the arguments do not suit it */
    static Object call(String text, String method, List<Object> arguments) {
        try {
            return switch (arguments.size()) {
                case 0 -> plain(text, method);
                case 1 -> with(text, method, arguments.get(0));
                case 2 -> with(text, method, arguments.get(0), arguments.get(1));
                default -> throw unknown(method, arguments.size());
            };
        } catch (IndexOutOfBoundsException | IllegalArgumentException unsuited) {
            throw VelocityFailure.at(0, "a text's method " + method + ": " + unsuited.getMessage());
        }
    }

    private static Object plain(String text, String method) {
        return switch (method) {
            case "length" -> text.length();
            case "isEmpty" -> text.isEmpty();
            case "isBlank" -> text.isBlank();
            case "trim" -> text.trim();
            case "strip" -> text.strip();
            case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
            case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
            case "toString", "intern" -> text;
            case "hashCode" -> text.hashCode();
            default -> throw unknown(method, 0);
        };
    }

    private static Object with(String text, String method, Object argument) {
        return switch (method) {
            case "charAt" -> String.valueOf(text.charAt(number(argument)));
            case "substring" -> text.substring(number(argument));
            case "equals" -> text.equals(argument);
            case "equalsIgnoreCase" -> argument != null && text.equalsIgnoreCase(text(argument));
            case "compareTo" -> text.compareTo(text(argument));
            case "compareToIgnoreCase" -> text.compareToIgnoreCase(text(argument));
            case "contains" -> text.contains(text(argument));
            case "startsWith" -> text.startsWith(text(argument));
            case "endsWith" -> text.endsWith(text(argument));
            case "indexOf" -> text.indexOf(text(argument));
            case "lastIndexOf" -> text.lastIndexOf(text(argument));
            case "concat" -> joined(text, text(argument));
            case "matches" -> LinearPattern.of(text(argument)).matches(text);
            case "split" -> LinearPattern.of(text(argument)).split(text, 0);
            default -> throw unknown(method, 1);
        };
    }

    private static Object with(String text, String method, Object first, Object second) {
        return switch (method) {
            case "substring" -> text.substring(number(first), number(second));
            case "indexOf" -> text.indexOf(text(first), number(second));
            case "lastIndexOf" -> text.lastIndexOf(text(first), number(second));
            case "startsWith" -> text.startsWith(text(first), number(second));
            case "replace" -> replaced(text, text(first), text(second));
            case "replaceAll" ->
                LinearPattern.of(text(first)).replaced(text, text(second), false, VelocityTemplates.MAX_TEXT);
            case "replaceFirst" ->
                LinearPattern.of(text(first)).replaced(text, text(second), true, VelocityTemplates.MAX_TEXT);
            case "split" -> LinearPattern.of(text(first)).split(text, number(second));
            default -> throw unknown(method, 2);
        };
    }

    private static String joined(String first, String second) {
        Budget.text((long) first.length() + second.length(), 0);
        return first + second;
    }

    private static String replaced(String text, String target, String replacement) {
        long times = 0;
        for (int at = text.indexOf(target);
                at >= 0;
                at = at + Math.max(1, target.length()) > text.length()
                        ? -1
                        : text.indexOf(target, at + Math.max(1, target.length()))) {
            times++;
        }
        Budget.text(text.length() + times * ((long) replacement.length() - target.length()), 0);
        return text.replace(target, replacement);
    }

    private static String text(Object argument) {
        if (argument == null) {
            throw new IllegalArgumentException("an argument is null");
        }
        return Texts.printed(argument, 0);
    }

    private static int number(Object argument) {
        if (argument instanceof Number number && number.longValue() == number.intValue()) {
            return number.intValue();
        }
        throw new IllegalArgumentException("an argument is no whole number");
    }

    private static VelocityFailure unknown(String method, int arguments) {
        return VelocityFailure.at(
                0, "a text has no method " + method + " for templates with " + arguments + " arguments");
    }
}
