package io.switchhook.dataaction;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The templates of a request, in Velocity.
 *
 * @param method upper case: {@code GET PUT POST PATCH DELETE}
 * @param url absolute once filled in
 * @param headers values by name, in order
 * @param body of PUT, POST and PATCH; default {@value #RAW_REQUEST}, the input as it is
 */
public record RequestTemplates(String method, String url, Map<String, String> headers, String body) {
    /** The default of {@link #body}. */
    public static final String RAW_REQUEST = "${input.rawRequest}";

    /** Methods there are. */
    public static final List<String> METHODS = List.of("GET", "PUT", "POST", "PATCH", "DELETE");

    public RequestTemplates {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Whether the request has a body: those of GET and DELETE have none. */
    public boolean hasBody() {
        return !method.equals("GET") && !method.equals("DELETE");
    }
}
