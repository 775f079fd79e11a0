package io.switchhook.dataaction;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request, filled in.
 *
 * @param headers by name, in order; without {@code Content-Type} and those that belong to the connection
 * @param contentType of the body
 * @param body empty: none is sent
 */
public record ActionRequest(
        String method, URI uri, Map<String, String> headers, String contentType, Optional<String> body) {
    public ActionRequest {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Shows nothing that may be secret. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getHost();
    }
}
