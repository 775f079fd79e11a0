package io.switchhook.definition;

import io.switchhook.api.wire.JsonText;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.RequestTemplates;
import io.switchhook.dataaction.ResponseTemplates;
import io.switchhook.jsonpath.FieldPath;
import io.switchhook.jsonschema.JsonContract;
import io.switchhook.velocity.VelocityFailure;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a data action: the form of Genesys Cloud, with {@code kind}, {@code id}, {@code credential} and {@code authAction} as ours beside it. */
final class DataActionParser {
    /** What only Genesys Cloud makes use of; kept for the export. */
    private static final List<String> GENESYS_ONLY =
            List.of("integrationId", "integrationType", "actionType", "version", "selfUri", "integrationCategory");

    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Set<String> OWN_HEADERS = Set.of("content-length", "host", "connection", "expect", "upgrade");
    private static final int MAX_URL = 8 * 1024;
    private static final int MAX_HEADER = 8 * 1024;

    private final VelocityTemplates templates;

    DataActionParser(VelocityTemplates templates) {
        this.templates = templates;
    }

    /** Whether a document without {@code kind} is one as Genesys Cloud exports it. */
    static boolean isExport(Members members) {
        return members.has("contract") && members.has("config");
    }

    /** The data action of {@code document}; empty where problems were reported. */
    Optional<DataAction> parse(Members members, JsonObject document) {
        boolean ours = members.has("kind");
        String name = members.has("name") || !ours ? Ids.read(members, "name") : "";
        String id = members.has("id") || ours ? Ids.read(members, "id") : name;
        members.text("category", Ids.MAX_LENGTH);
        boolean secure = members.flag("secure").orElse(false);
        Optional<String> credential =
                members.has("credential") ? Optional.of(Ids.credential(members)) : Optional.empty();
        Optional<String> authAction =
                members.has("authAction") ? Optional.of(Ids.read(members, "authAction")) : Optional.empty();
        GENESYS_ONLY.forEach(members::has);
        Optional<JsonContract> input = contract(members, "input", "inputSchema", ours);
        Optional<JsonContract> output = contract(members, "output", "successSchema", ours);
        members.members("contract").ifPresent(contract -> {
            contract.has("input");
            contract.has("output");
            end(contract, ours);
        });
        Members config = required(members, "config");
        RequestTemplates request = request(required(config, "request"), ours);
        ResponseTemplates response = response(
                config.members("response")
                        .orElseGet(() ->
                                new Members(JsonValue.EMPTY_JSON_OBJECT, config.path("response"), members.problems())),
                ours);
        OptionalLong timeout = config.integer(
                "timeoutSeconds", DataAction.MIN_TIMEOUT.toSeconds(), DataAction.MAX_TIMEOUT.toSeconds());
        end(config, ours);
        end(members, ours);
        if (!members.problems().errors().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DataAction(
                id,
                name.isEmpty() ? id : name,
                secure,
                credential,
                authAction,
                input.orElseThrow(),
                request,
                response,
                output.orElseThrow(),
                timeout.isPresent() ? Duration.ofSeconds(timeout.getAsLong()) : DataAction.MAX_TIMEOUT,
                genesys(document, ours)));
    }

    /** Without what is ours alone; Genesys Cloud has an id too. */
    private static JsonObject genesys(JsonObject document, boolean ours) {
        if (!ours && !document.containsKey("credential") && !document.containsKey("authAction")) {
            return document;
        }
        JsonObjectBuilder genesys =
                JsonText.object(document).remove("credential").remove("authAction");
        return ours ? genesys.remove("kind").remove("id").build() : genesys.build();
    }

    /** What nobody asked for is a slip in a document of ours, and something newer in one of Genesys Cloud. */
    private static void end(Members members, boolean ours) {
        if (ours) {
            members.end();
        }
    }

    private static Members required(Members members, String name) {
        if (members.value(name).isEmpty()) {
            members.error(name, "nothing", "an object");
        }
        return members.members(name)
                .orElseGet(() -> new Members(JsonValue.EMPTY_JSON_OBJECT, members.path(name), members.problems()));
    }

    private static Optional<JsonContract> contract(Members members, String side, String schemaName, boolean ours) {
        Optional<Members> part = members.members("contract").flatMap(contract -> contract.members(side));
        if (part.isEmpty()) {
            members.error("contract", "no " + side + "." + schemaName, side + "." + schemaName + ", a JSON Schema");
            return Optional.empty();
        }
        Members contract = part.get();
        if (contract.value(schemaName).isEmpty()) {
            contract.error(schemaName, "nothing", "a JSON Schema, here and not as a file of its own");
        }
        Optional<JsonContract> compiled = contract.object(schemaName).flatMap(schema -> {
            try {
                return Optional.of(JsonContract.of(schema));
            } catch (IllegalArgumentException unusable) {
                contract.error(schemaName, "a schema that cannot be used: " + unusable.getMessage(), "a JSON Schema");
                return Optional.empty();
            }
        });
        List.of(schemaName + "Uri", schemaName + "Flattened", "errorSchema", "errorSchemaUri", "errorSchemaFlattened")
                .forEach(contract::has);
        end(contract, ours);
        return compiled;
    }

    private RequestTemplates request(Members request, boolean ours) {
        String method = request.requiredText("requestType", MAX_HEADER).toUpperCase(Locale.ROOT);
        if (!method.isEmpty() && !RequestTemplates.METHODS.contains(method)) {
            request.error("requestType", Problems.quoted(method), String.join(", ", RequestTemplates.METHODS));
        }
        String url = request.requiredText("requestUrlTemplate", MAX_URL);
        String lower = url.strip().toLowerCase(Locale.ROOT);
        if (!url.isEmpty() && !lower.startsWith("https://") && !lower.startsWith("http://") && !lower.startsWith("$")) {
            request.error(
                    "requestUrlTemplate", Problems.quoted(url), "an absolute URL that begins with https:// or http://");
        }
        check(request, request.path("requestUrlTemplate"), url);
        Map<String, String> headers = request.texts("headers", MAX_HEADER);
        headers.forEach((name, value) -> {
            String at = Document.member(request.path("headers"), name);
            if (!HEADER_NAME.matcher(name).matches()) {
                request.problems().add(at, "this name", "a header's name (RFC 9110, a token)");
            } else if (OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                request.problems().add(at, "this header", "others; it is set by the HTTP client");
            }
            check(request, at, value);
        });
        Optional<String> body = request.text("requestTemplate", VelocityTemplates.MAX_TEMPLATE);
        body.ifPresent(text -> check(request, request.path("requestTemplate"), text));
        if (body.isEmpty() && request.value("requestTemplateUri").isPresent()) {
            request.error("requestTemplate", "nothing", "the template here and not as a file of its own");
        }
        request.has("requestTemplateUri");
        end(request, ours);
        return new RequestTemplates(method, url, headers, body.orElse(RequestTemplates.RAW_REQUEST));
    }

    private ResponseTemplates response(Members response, boolean ours) {
        Map<String, FieldPath> map = new LinkedHashMap<>();
        response.texts("translationMap", Integer.MAX_VALUE).forEach((name, path) -> {
            try {
                map.put(name, FieldPath.of(path));
            } catch (IllegalArgumentException malformed) {
                response.problems()
                        .add(
                                Document.member(response.path("translationMap"), name),
                                Problems.quoted(path) + " (" + malformed.getMessage() + ")",
                                "a JSONPath");
            }
        });
        Map<String, String> defaults = response.texts("translationMapDefaults", VelocityTemplates.MAX_TEMPLATE);
        Optional<String> success = response.text("successTemplate", VelocityTemplates.MAX_TEMPLATE);
        success.ifPresent(text -> check(response, response.path("successTemplate"), text));
        if (success.isEmpty() && response.value("successTemplateUri").isPresent()) {
            response.error("successTemplate", "nothing", "the template here and not as a file of its own");
        }
        response.has("successTemplateUri");
        end(response, ours);
        return new ResponseTemplates(map, defaults, success);
    }

    private void check(Members members, String at, String template) {
        try {
            templates.check("template", template);
        } catch (VelocityFailure failure) {
            members.problems().add(at, failure.getMessage(), "a Velocity template");
        }
    }
}
