package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.request.HookRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sender signs, as a template: text, and in braces what differs from request to request. {@code \n} is a line break.
 *
 * @param parts in the order signed
 */
public record SignedContent(List<Part> parts) {
    // above the constant, which is parsed with it
    private static final Pattern PIECE = Pattern.compile("\\{([^{}]*)}|[^{}]+");

    /** The body as it came, and nothing else. */
    public static final SignedContent BODY = parse("{body}");

    /** Text, or a placeholder. */
    public sealed interface Part {}

    /** What stands between the placeholders. */
    public record Text(String text) implements Part {}

    /** What differs from request to request. */
    public enum Placeholder implements Part {
        /** The body, byte by byte. */
        BODY,
        /** The time as the sender wrote it. */
        TIMESTAMP,
        /** The request's id as the sender wrote it. */
        ID,
        /** The hook's address as senders see it, with the query. */
        URL,
        /** The body as Twilio signs it, see {@link SignedForm}. */
        FORM;

        String setting() {
            return "{" + name().toLowerCase(Locale.ROOT) + "}";
        }
    }

    public SignedContent {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException if a brace or what is inside is none of ours; the message says what is allowed */
    public static SignedContent parse(String template) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PIECE.matcher(template);
        int at = 0;
        while (at < template.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("a brace without its other half");
            }
            parts.add(
                    matcher.group(1) == null
                            ? new Text(matcher.group().replace("\\n", "\n"))
                            : placeholder(matcher.group()));
            at = matcher.end();
        }
        return new SignedContent(parts);
    }

    private static Placeholder placeholder(String found) {
        return Arrays.stream(Placeholder.values())
                .filter(placeholder -> placeholder.setting().equals(found))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(found + " is unknown"));
    }

    /** Whether this varies with {@code placeholder}. */
    public boolean uses(Placeholder placeholder) {
        return parts.contains(placeholder);
    }

    /** Whether the whole body is signed. */
    public boolean coversBody() {
        return uses(Placeholder.BODY) || uses(Placeholder.FORM);
    }

    /** Whether everything signed has a character, in the text between placeholders, for which {@code alphabet} does not hold. */
    public boolean isAlwaysOutside(IntPredicate alphabet) {
        return parts.stream()
                .anyMatch(part ->
                        part instanceof Text literal && literal.text().chars().anyMatch(alphabet.negate()));
    }

    /** The pieces of what was signed, in order; the body is not copied. */
    List<byte[]> of(HookRequest request, String timestamp, String id, String address) throws Unproven {
        List<byte[]> pieces = new ArrayList<>(parts.size());
        for (Part part : parts) {
            pieces.add(
                    part instanceof Placeholder placeholder
                            ? value(placeholder, request, timestamp, id, address)
                            : ((Text) part).text().getBytes(UTF_8));
        }
        return pieces;
    }

    private static byte[] value(
            Placeholder placeholder, HookRequest request, String timestamp, String id, String address) throws Unproven {
        return switch (placeholder) {
            case BODY -> request.body();
            case FORM -> SignedForm.of(request);
            case TIMESTAMP -> timestamp.getBytes(UTF_8);
            case ID -> id.getBytes(UTF_8);
            case URL ->
                Optional.of(request.query())
                        .filter(query -> !query.isEmpty())
                        .map(query -> address + "?" + query)
                        .orElse(address)
                        .getBytes(UTF_8);
        };
    }
}
