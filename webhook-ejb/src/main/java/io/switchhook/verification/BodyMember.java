package io.switchhook.verification;

import io.switchhook.api.wire.JsonText;
import io.switchhook.jsonpath.MemberPath;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for one member in a JSON body that nobody has vouched for yet: token by token, nothing is built, and nothing a sender writes
 * makes it cost more than reading it.
 */
final class BodyMember {
    private static final int DEEPEST = 100;

    private final List<String> path;
    private final List<String> found = new ArrayList<>();
    /** How many names of the path lead to where the parser is. */
    private int matched;

    private int depth;

    private BodyMember(List<String> path) {
        this.path = path;
    }

    /**
     * The string or number found under {@code path}, as text: two where a member is repeated, however often. Empty if the body is not
     * JSON in UTF-8, or nests deeper than 100 levels.
     */
    static Optional<List<String>> find(byte[] body, MemberPath path) {
        BodyMember search = new BodyMember(path.names());
        try (JsonParser parser = JsonText.parser(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString())) {
            while (parser.hasNext()) {
                if (!search.accept(parser.next(), parser)) {
                    return Optional.empty();
                }
            }
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        } catch (RuntimeException malformed) {
            // JsonException by the book; parsers throw others besides
            return Optional.empty();
        }
        return Optional.of(search.found);
    }

    private boolean accept(Event event, JsonParser parser) {
        switch (event) {
            case START_OBJECT, START_ARRAY -> depth++;
            case END_OBJECT, END_ARRAY -> {
                depth--;
                matched = Math.min(matched, Math.max(depth - 1, 0));
            }
            case KEY_NAME -> {
                // a name counts where all the names above it do
                matched = Math.min(matched, depth - 1);
                if (matched == depth - 1
                        && matched < path.size()
                        && path.get(matched).equals(parser.getString())) {
                    matched++;
                }
            }
            case VALUE_STRING, VALUE_NUMBER -> {
                if (matched == path.size() && depth == matched && found.size() < 2) {
                    found.add(parser.getString());
                }
            }
            default -> {
                // true, false and null are no tokens and no times
            }
        }
        return depth <= DEEPEST;
    }
}
