package io.switchhook.jsonschema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import io.switchhook.api.wire.JsonText;
import io.switchhook.linear.LinearPattern;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * A compiled JSON Schema: drafts 4, 6, 7, 2019-09 and 2020-12 by its {@code $schema}, draft 4 without one or with another.
 *
 * <p>Schemas refer to nothing outside of themselves: a {@code $ref} elsewhere is an error, nothing is fetched. Regular expressions
 * are RE2's and take linear time. Immutable; equal when the schemas are.
 */
public final class JsonContract {
    private static final int MOST_PROBLEMS = 10;
    private static final int LONGEST_PROBLEM = 200;
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4, builder -> builder.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.block(anything -> true))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .pathType(PathType.JSON_PATH)
                            .regularExpressionFactory(JsonContract::linear)
                            .build()));

    private final JsonObject schema;
    private final Schema compiled;

    private JsonContract(JsonObject schema, Schema compiled) {
        this.schema = schema;
        this.compiled = compiled;
    }

    /** @throws IllegalArgumentException if this is no schema that can be used; the message says why */
    public static JsonContract of(JsonObject schema) {
        Expressions.check(schema);
        try {
            Schema compiled = REGISTRY.getSchema(JsonText.text(known(schema)), InputFormat.JSON);
            compiled.initializeValidators();
            return new JsonContract(schema, compiled);
        } catch (SchemaException | IllegalArgumentException | ClassCastException | NullPointerException unusable) {
            throw new IllegalArgumentException(shortened(String.valueOf(unusable.getMessage())), unusable);
        } catch (StackOverflowError endless) {
            throw new IllegalArgumentException("refers to itself without end", endless);
        }
    }

    /** The schema as it was given. */
    public JsonObject schema() {
        return schema;
    }

    /**
     * What breaks a contract.
     *
     * @param path of the value that does, for example {@code steps[0].name}; empty for the whole
     * @param reason what is wrong with it
     */
    public record Breach(String path, String reason) {}

    /** What in {@code value} breaks the contract, as sentences that begin with a JSONPath; empty where nothing does. */
    public List<String> problems(JsonValue value) {
        return breaches(value).stream().map(JsonContract::sentence).toList();
    }

    /** What in {@code value} breaks the contract; empty where nothing does. */
    public List<Breach> breaches(JsonValue value) {
        try {
            return compiled.validate(JsonText.text(value), InputFormat.JSON).stream()
                    .limit(MOST_PROBLEMS)
                    .map(error -> new Breach(path(error), error.getMessage()))
                    .toList();
        } catch (SchemaException | IllegalArgumentException unusable) {
            return List.of(new Breach("", String.valueOf(unusable.getMessage())));
        } catch (StackOverflowError endless) {
            return List.of(new Breach("", "the schema refers to itself without end"));
        } catch (UncheckedIOException unreadable) {
            return List.of(
                    new Breach("", "cannot be read: it has a number of more than 1000 digits, or nests too deep"));
        }
    }

    private static String path(Error error) {
        String path = String.valueOf(error.getInstanceLocation());
        return path.startsWith("$.") ? path.substring(2) : path.startsWith("$") ? path.substring(1) : path;
    }

    private static String sentence(Breach breach) {
        String separator = breach.path().isEmpty() || breach.path().startsWith("[") ? "" : ".";
        return shortened("$" + separator + breach.path() + ": " + breach.reason());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > LONGEST_PROBLEM ? line.substring(0, LONGEST_PROBLEM) + "..." : line;
    }

    private static JsonObject known(JsonObject schema) {
        boolean named = schema.get("$schema") instanceof JsonString dialect
                && (isDialect(dialect.getString()) || isDialect(dialect.getString() + "#"));
        return named || !schema.containsKey("$schema")
                ? schema
                : JsonText.object(schema).remove("$schema").build();
    }

    private static boolean isDialect(String id) {
        return SpecificationVersion.fromDialectId(id).isPresent();
    }

    private static RegularExpression linear(String expression) {
        return LinearPattern.of(expression)::finds;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonContract contract && contract.schema.equals(schema);
    }

    @Override
    public int hashCode() {
        return schema.hashCode();
    }

    @Override
    public String toString() {
        return "JsonContract" + schema;
    }
}
