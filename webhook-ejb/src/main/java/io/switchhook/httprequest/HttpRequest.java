package io.switchhook.httprequest;

import io.switchhook.target.Content;
import io.switchhook.target.TargetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A request as it will be sent. */
record HttpRequest(String method, URI uri, Map<String, String> headers, Optional<Content> body) {
    private static final int LONGEST_PATH = 200;

    TargetAddress target() {
        return TargetAddress.of(uri);
    }

    /** Method and URL for people: without the query, which may hold secrets. */
    String shown() {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String shortened = path.length() > LONGEST_PATH ? path.substring(0, LONGEST_PATH) + "..." : path;
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return method + " " + uri.getScheme() + "://" + uri.getHost() + port + shortened;
    }
}
