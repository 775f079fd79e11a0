package io.switchhook.target;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One call of a target, with its limits; its time runs from when it was made, repeats of a connection included. */
public final class TargetCall {
    private final String method;
    private final URI uri;
    private final TargetAddress target;
    private final Map<String, String> headers;
    private final Optional<Content> body;
    private final Limits limits;
    private final Way way;
    private final Deadline deadline;

    /**
     * How much a call may take.
     *
     * @param connect until the connection is ready: name look-up, TCP and TLS together
     * @param whole until the answer has been read, {@code connect} included
     * @param largestAnswer bytes of an answer's body that are kept, after decompression
     */
    public record Limits(Duration connect, Duration whole, int largestAnswer) {}

    /**
     * @param uri a URL that {@link TargetAddress#of} takes
     * @param headers by name, in order; without those that belong to the connection
     * @param way how to get to the target
     * @throws IllegalArgumentException if the URL cannot be called
     */
    public TargetCall(
            String method, URI uri, Map<String, String> headers, Optional<Content> body, Limits limits, Way way) {
        this.method = method;
        this.uri = uri;
        this.target = TargetAddress.of(uri);
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body;
        this.limits = limits;
        this.way = way;
        this.deadline = Deadline.in(limits.whole());
    }

    public String method() {
        return method;
    }

    public URI uri() {
        return uri;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Optional<Content> body() {
        return body;
    }

    Limits limits() {
        return limits;
    }

    Way way() {
        return way;
    }

    Deadline deadline() {
        return deadline;
    }

    /** What the connection may take: the time to connect, or all there is if that is less. */
    Duration connectLimit() {
        return limits.connect().compareTo(limits.whole()) < 0 ? limits.connect() : limits.whole();
    }

    TargetAddress target() {
        return target;
    }

    /** Method and where to; nothing that may be secret. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
