package io.switchhook.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.catalog.Expected;
import io.switchhook.catalog.Given;
import io.switchhook.definition.Syntax;
import io.switchhook.web.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request about definitions says. Every method throws {@link Refusal} for a wrong one. */
final class DefinitionRequest {
    /** Largest body with one definition, bytes. */
    static final int ONE = 1 << 20;

    /** Largest body with many, bytes. */
    static final int MANY = 16 << 20;

    private static final String BODY = "The body cannot be read";
    private static final Pattern VERSION = Pattern.compile("\\d{1,18}");

    private DefinitionRequest() {}

    /** The definitions in a body. */
    static Given given(HttpHeaders headers, InputStream body, int max, String user) {
        Syntax syntax = syntax(headers);
        try {
            byte[] bytes = body.readNBytes(max + 1);
            if (bytes.length > max) {
                throw Refusal.of(413, "found more, allowed are " + max + " bytes");
            }
            return new Given(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString(), syntax, user);
        } catch (CharacterCodingException malformed) {
            throw Refusal.badRequest("invalid-body", BODY, "found no UTF-8, allowed is JSON or YAML in UTF-8");
        } catch (IOException broken) {
            throw Refusal.badRequest("invalid-body", BODY, "it broke off");
        }
    }

    private static Syntax syntax(HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        String name = type == null ? "nothing" : (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
        return switch (name) {
            case "application/json" -> Syntax.JSON;
            case "application/yaml" -> Syntax.YAML;
            default ->
                throw Refusal.of(
                        415, "Content-Type: found " + name + ", allowed are application/json and application/yaml");
        };
    }

    /** The version that {@code If-Match} names; empty without it. */
    static Optional<Expected> expected(HttpHeaders headers) {
        String header = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (header == null) {
            return Optional.empty();
        }
        if (header.strip().equals("*")) {
            return Optional.of(new Expected.Any());
        }
        Set<Long> versions = new HashSet<>();
        for (String tag : header.split(",", -1)) {
            String version = tag.strip().replaceAll("^\"(.*)\"$", "$1");
            if (VERSION.matcher(version).matches()) {
                versions.add(Long.parseLong(version));
            }
        }
        return Optional.of(new Expected.Version(versions));
    }

    /** As {@link #expected}; without the header nothing is changed. */
    static Expected required(HttpHeaders headers) {
        return expected(headers)
                .orElseThrow(() -> new Refusal(new Problem(
                        428,
                        "version-required",
                        "Say which version you change",
                        "If-Match is missing, allowed is the ETag of the definition, or *")));
    }
}
