package io.switchhook.dataaction;

import io.switchhook.api.wire.JsonText;
import io.switchhook.dataaction.macro.Macros;
import io.switchhook.template.Characters;
import io.switchhook.template.JsonViews;
import io.switchhook.velocity.Tool;
import io.switchhook.velocity.VelocityFailure;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Fills in the templates of one request. */
final class RequestFilling {
    private static final String CONTENT_TYPE = "content-type";
    /** They belong to the connection; {@code Transfer-Encoding: buffered} is how every request is sent. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("content-length", "transfer-encoding", "host", "connection", "expect", "upgrade");

    private final VelocityTemplates templates;
    private final RequestTemplates request;
    private final Map<String, Object> names;

    RequestFilling(
            VelocityTemplates templates, RequestTemplates request, JsonObject input, Tool credentials, Tool login) {
        this.templates = templates;
        this.request = request;
        this.names = new HashMap<>(Macros.ALL);
        names.put("input", input(input));
        names.put("credentials", credentials);
        names.put("authResponse", login);
    }

    /** The input's members and {@code rawRequest}, all of it as JSON text. */
    static Map<String, Object> input(JsonObject input) {
        Map<?, ?> members = (Map<?, ?>) JsonViews.of(input);
        return new AbstractMap<>() {
            @Override
            public Object get(Object name) {
                return "rawRequest".equals(name) ? JsonText.text(input) : members.get(name);
            }

            @Override
            public boolean containsKey(Object name) {
                return "rawRequest".equals(name) || members.containsKey(name);
            }

            @Override
            public Set<Map.Entry<String, Object>> entrySet() {
                Set<Map.Entry<String, Object>> entries = new LinkedHashSet<>();
                members.forEach((name, value) -> entries.add(new SimpleImmutableEntry<>((String) name, value)));
                return entries;
            }
        };
    }

    String url() throws OperationFailed {
        String filled = filled("requestUrlTemplate", request.url()).strip();
        int fragment = filled.indexOf('#');
        return fragment < 0 ? filled : filled.substring(0, fragment);
    }

    /** @throws OperationFailed if that is no URL; the message does not show it, because its query may hold secrets */
    static URI uri(String url) throws OperationFailed {
        try {
            URI uri = new URI(new URI(url).toASCIIString());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw new OperationFailed("it does not begin with https:// or http://");
            }
            if (uri.getHost() == null) {
                throw new OperationFailed("it has no host name or address that can be read");
            }
            return uri;
        } catch (URISyntaxException malformed) {
            throw new OperationFailed("it is malformed at character " + (malformed.getIndex() + 1)
                    + "; values in it are to be escaped, as by $esc.uriEncode");
        }
    }

    /** Filled in, each in one line; without those of the connection. */
    Map<String, String> headers() throws OperationFailed {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            String name = header.getKey();
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                String value = Characters.oneLine(filled("header " + name, header.getValue()))
                        .strip();
                headers.keySet().removeIf(name::equalsIgnoreCase);
                headers.put(name, value);
            }
        }
        String accept = header(headers, "accept", "application/json");
        if (!accept.toLowerCase(Locale.ROOT).contains("json") && !accept.contains("*/*")) {
            throw new OperationFailed("header Accept must be a JSON media type, such as application/json");
        }
        return headers;
    }

    static String contentType(Map<String, String> headers) {
        return header(headers, CONTENT_TYPE, "application/json");
    }

    static Map<String, String> withoutContentType(Map<String, String> headers) {
        Map<String, String> others = new LinkedHashMap<>(headers);
        others.keySet().removeIf(CONTENT_TYPE::equalsIgnoreCase);
        return others;
    }

    private static String header(Map<String, String> headers, String name, String otherwise) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }

    String body() throws OperationFailed {
        return filled("requestTemplate", request.body());
    }

    private String filled(String name, String template) throws OperationFailed {
        try {
            return templates.render(name, template, names);
        } catch (VelocityFailure failure) {
            throw new OperationFailed(failure.getMessage(), failure);
        }
    }
}
