package io.switchhook.jsonpath;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.PathNotFoundException;
import io.switchhook.variable.LookupFailed;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * A compiled JSONPath. A bare name is a path too: {@code mediaType} is {@code $.mediaType}, {@code a.b} is {@code $.a.b}.
 *
 * <p>A definite path finds one value or none; {@code null} in the JSON is a value. An indefinite path (with {@code *}, {@code ..}, a
 * slice, a list or a filter) finds the array of everything it fits, which may be empty, as it does in a filter of Jayway's.
 * Regular expressions in filters ({@code =~}) are refused, because their time has no bound. Immutable.
 */
public final class FieldPath {
    private static final int MAX_LENGTH = 1024;
    private static final Configuration JAKARTA = Configuration.builder()
            .jsonProvider(new JakartaJson())
            .mappingProvider(new PlainJava())
            .build();

    private final String text;
    private final MemberPath members;
    private final JsonPath compiled;

    private FieldPath(String text, MemberPath members, JsonPath compiled) {
        this.text = text;
        this.members = members;
        this.compiled = compiled;
    }

    /** @throws IllegalArgumentException if this is not a JSONPath; the message says why */
    public static FieldPath of(String text) {
        if (text.isBlank() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a path has 1 to " + MAX_LENGTH + " characters");
        }
        if (text.contains("=~")) {
            throw new IllegalArgumentException("regular expressions (=~) are not allowed");
        }
        Optional<MemberPath> members = MemberPath.parse(text);
        if (members.isPresent()) {
            return new FieldPath(text, members.get(), null);
        }
        try {
            return new FieldPath(text, null, JsonPath.compile(text.startsWith("$") ? text : "$." + text));
        } catch (JsonPathException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw new IllegalArgumentException("not a JSONPath: " + malformed.getMessage(), malformed);
        } catch (StackOverflowError tooDeep) {
            throw new IllegalArgumentException("not a JSONPath: nested too deep", tooDeep);
        }
    }

    /** The path as it was written. */
    public String text() {
        return text;
    }

    /** Whether it finds one value at most. */
    public boolean isDefinite() {
        return members != null || compiled.isDefinite();
    }

    /** The member names to follow from the root, where the path is no more than that. */
    public Optional<MemberPath> members() {
        return Optional.ofNullable(members);
    }

    /** What the path finds; empty if it finds nothing, or does not suit the JSON at all. Throws only what the JSON does. */
    public Optional<JsonValue> read(JsonValue json) {
        if (members != null) {
            return members.read(json);
        }
        if (!(json instanceof JsonObject) && json.getValueType() != JsonValue.ValueType.ARRAY) {
            return Optional.empty();
        }
        try {
            // null is no result of a function; the null of the JSON is JsonValue.NULL
            Object found = compiled.read((Object) json, JAKARTA);
            return Optional.ofNullable(found).map(PlainJava::toJson);
        } catch (PathNotFoundException missing) {
            return Optional.empty();
        } catch (LookupFailed away) {
            throw away;
        } catch (RuntimeException unsuited) {
            // functions and filters of the path meet types they are not made for
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldPath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
