package io.switchhook.credential;

import io.switchhook.config.InvalidSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a token is asked for: OAuth 2, client credentials.
 *
 * @param url of the token endpoint
 * @param form what is asked, in order
 * @param authorization header of this name, empty where the client says who it is in the form
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, 4.4</a>
 */
public record ClientCredentials(URI url, Map<String, String> form, Optional<String> authorization) {
    private static final Set<String> OURS = Set.of("grant_type", "client_id", "client_secret", "scope", "audience");

    public ClientCredentials {
        form = Collections.unmodifiableMap(new LinkedHashMap<>(form));
    }

    static ClientCredentials of(CredentialKeys keys) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        keys.text("scope").ifPresent(scope -> form.put("scope", scope));
        keys.text("audience").ifPresent(audience -> form.put("audience", audience));
        for (String parameter : keys.list("parameters")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? "" : parameter.substring(0, equals).strip();
            if (name.isEmpty() || OURS.contains(name)) {
                throw keys.invalid(
                        "parameters",
                        "an element that is not <name>=<value>, or whose name has a key of its own",
                        "a list such as resource=https://api.example.com");
            }
            form.put(name, parameter.substring(equals + 1).strip());
        }
        String id = keys.required("client-id");
        String secret = keys.required("client-secret");
        String way = keys.text("client-authentication").orElse("basic");
        if (way.equals("post")) {
            form.put("client_id", id);
            form.put("client_secret", secret);
        } else if (!way.equals("basic")) {
            throw keys.invalid("client-authentication", "something else", "basic or post");
        }
        return new ClientCredentials(
                url(keys), form, way.equals("basic") ? Optional.of(basic(id, secret)) : Optional.empty());
    }

    /** Id and secret are encoded as in forms before they are joined: RFC 6749, 2.3.1. */
    private static String basic(String id, String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
    }

    private static URI url(CredentialKeys keys) {
        InvalidSetting invalid = keys.invalid(
                "token-url", "nothing that can be called", "a URL such as https://login.example.com/token");
        String text = keys.text("token-url").orElseThrow(() -> invalid);
        try {
            URI url = new URI(text);
            boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            if (!web || url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
                throw invalid;
            }
            return url;
        } catch (URISyntaxException malformed) {
            throw invalid; // without the cause, whose message quotes the URL
        }
    }

    /** The form as it is sent. */
    public String body() {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Scheme, host and path. */
    public String shown() {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + (url.getRawPath() == null ? "" : url.getRawPath());
    }

    /** Shows nothing secret. */
    @Override
    public String toString() {
        return "ClientCredentials[" + shown() + "]";
    }
}
