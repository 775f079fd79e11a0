package io.switchhook.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Typed reading of settings by key: units in the value, ranges checked, every error names key, finding and range.
 *
 * <p>A setting that is absent or blank has its default. Every method throws {@link InvalidSetting} for a value out of range.
 */
public final class Settings {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMG]?)");

    private final Function<String, Optional<String>> lookup;

    public Settings(Function<String, Optional<String>> lookup) {
        this.lookup = lookup;
    }

    /** Settings of a map, for tests. */
    public static Settings of(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }

    /**
     * The trimmed text under {@code key}, empty when absent or blank.
     *
     * @throws InvalidSetting if the configuration itself cannot tell, as of a value with a <code>${…}</code> that leads nowhere
     */
    public Optional<String> text(String key) {
        try {
            return lookup.apply(key).map(String::trim).filter(value -> !value.isEmpty());
        } catch (IllegalArgumentException | NoSuchElementException unreadable) {
            // without its message, which may quote the value, and the value may be a secret
            throw new InvalidSetting(key, "a value that cannot be read", "one in which each ${…} leads somewhere");
        }
    }

    /** An ISO-8601 duration such as {@code PT5S}, between {@code min} and {@code max}, both inclusive. */
    public Duration duration(String key, Duration absent, Duration min, Duration max) {
        return text(key)
                .map(found -> {
                    Duration value = parseDuration(key, found, min, max);
                    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
                        throw new InvalidSetting(key, found, durationRange(min, max));
                    }
                    return value;
                })
                .orElse(absent);
    }

    /** A whole number between {@code min} and {@code max}, both inclusive. */
    public int integer(String key, int absent, int min, int max) {
        return text(key)
                .map(found -> {
                    try {
                        int value = Integer.parseInt(found);
                        if (value >= min && value <= max) {
                            return value;
                        }
                    } catch (NumberFormatException notANumber) {
                        // reported below with the range
                    }
                    throw new InvalidSetting(key, found, "a whole number from " + min + " to " + max);
                })
                .orElse(absent);
    }

    /** A decimal number between {@code min} and {@code max}, both inclusive. */
    public double decimal(String key, double absent, double min, double max) {
        return text(key)
                .map(found -> {
                    try {
                        double value = Double.parseDouble(found);
                        if (value >= min && value <= max) {
                            return value;
                        }
                    } catch (NumberFormatException notANumber) {
                        // reported below with the range
                    }
                    throw new InvalidSetting(key, found, "a number from " + min + " to " + max);
                })
                .orElse(absent);
    }

    /** Bytes, with {@code K}, {@code M} or {@code G} for powers of 1024, for example {@code 64K}. */
    public long size(String key, long absent, long min, long max) {
        return text(key)
                .map(found -> {
                    Matcher matcher = SIZE.matcher(found.toUpperCase(Locale.ROOT));
                    if (matcher.matches()) {
                        int shift = " KMG".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2)) * 10;
                        long count = Long.parseLong(matcher.group(1));
                        if (count <= max >> shift && count << shift >= min) {
                            return count << shift;
                        }
                    }
                    throw new InvalidSetting(
                            key, found, "bytes from " + min + " to " + max + ", units K, M, G, for example 64K");
                })
                .orElse(absent);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean absent) {
        return text(key)
                .map(found -> {
                    if (found.equals("true") || found.equals("false")) {
                        return found.equals("true");
                    }
                    throw new InvalidSetting(key, found, "true or false");
                })
                .orElse(absent);
    }

    /** A comma-separated list, blanks around an element dropped; a comma inside an element is written {@code \,}. */
    public List<String> list(String key) {
        List<String> elements = new ArrayList<>();
        text(key).ifPresent(found -> {
            StringBuilder element = new StringBuilder();
            for (int i = 0; i < found.length(); i++) {
                char c = found.charAt(i);
                if (c == '\\' && i + 1 < found.length() && found.charAt(i + 1) == ',') {
                    element.append(',');
                    i++;
                } else if (c == ',') {
                    addTrimmed(elements, element);
                } else {
                    element.append(c);
                }
            }
            addTrimmed(elements, element);
        });
        return List.copyOf(elements);
    }

    private static void addTrimmed(List<String> elements, StringBuilder element) {
        String text = element.toString().trim();
        element.setLength(0);
        if (!text.isEmpty()) {
            elements.add(text);
        }
    }

    private static Duration parseDuration(String key, String found, Duration min, Duration max) {
        try {
            return Duration.parse(found);
        } catch (DateTimeException malformed) {
            throw new InvalidSetting(key, found, durationRange(min, max));
        }
    }

    private static String durationRange(Duration min, Duration max) {
        return "an ISO-8601 duration from " + min + " to " + max;
    }
}
