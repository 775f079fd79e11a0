package io.switchhook.limit;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The media types a source takes; parameters such as {@code charset} do not count.
 *
 * @param types {@code type/subtype} or <code>type/*</code> in lower case; without any, every body is taken
 */
public record ContentTypes(List<String> types) {
    /** Every body is taken, also one that does not say what it is. */
    public static final ContentTypes ANY = new ContentTypes(List.of());

    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/(?:\\*|[a-z0-9!#$&^_.+-]+)");

    public ContentTypes {
        types = List.copyOf(types);
    }

    /** @throws IllegalArgumentException if an element is no media type; the message says which */
    public static ContentTypes parse(List<String> texts) {
        List<String> types =
                texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
        types.stream().filter(type -> !TYPE.matcher(type).matches()).findFirst().ifPresent(wrong -> {
            throw new IllegalArgumentException(wrong);
        });
        return new ContentTypes(types);
    }

    /** @param values of header {@code Content-Type}, of which a request has one */
    public boolean allow(List<String> values) {
        if (types.isEmpty()) {
            return true;
        }
        if (values.size() != 1) {
            return false;
        }
        String type = values.get(0).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        return slash > 0 && (types.contains(type) || types.contains(type.substring(0, slash) + "/*"));
    }
}
