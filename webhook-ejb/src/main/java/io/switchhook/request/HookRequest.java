package io.switchhook.request;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** One POST to a hook, the body exactly as it came over the wire. */
public final class HookRequest {
    private final String query;
    private final Headers headers;
    private final byte[] body;
    private final String client;
    private final Instant receivedAt;

    /** A request whose address has no query. */
    public HookRequest(Headers headers, byte[] body, String client, Instant receivedAt) {
        this("", headers, body, client, receivedAt);
    }

    /**
     * @param query what stood behind the question mark of the address, as it was sent; empty if there was nothing
     * @param body the raw bytes; handed over, not copied
     * @param client the caller's network address
     * @param receivedAt when the whole request was here
     */
    public HookRequest(String query, Headers headers, byte[] body, String client, Instant receivedAt) {
        this.query = requireNonNull(query, "query is null");
        this.headers = requireNonNull(headers, "headers is null");
        this.body = requireNonNull(body, "body is null");
        this.client = requireNonNull(client, "client is null");
        this.receivedAt = requireNonNull(receivedAt, "receivedAt is null");
    }

    /** The same request with another body, and without the header that told how the body was written. */
    public HookRequest withBody(byte[] other, String withoutHeader) {
        return new HookRequest(query, headers.without(withoutHeader), other, client, receivedAt);
    }

    /** What stood behind the question mark of the address, as it was sent; may hold a secret. */
    public String query() {
        return query;
    }

    public Headers headers() {
        return headers;
    }

    /** The raw bytes themselves, to be read only: what is signed is what was sent, and it may be large. */
    public byte[] body() {
        return body;
    }

    public String client() {
        return client;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    @Override
    public String toString() {
        return "request of " + body.length + " bytes from " + client;
    }
}
