package io.switchhook.target;

import static java.util.Objects.requireNonNull;

import javax.net.ssl.SSLContext;

/**
 * Who we are in a TLS handshake, and whom we trust. Each is only equal to itself: connections made with one are not used for calls with
 * another.
 */
public final class ClientTls {
    private final SSLContext context;

    public ClientTls(SSLContext context) {
        this.context = requireNonNull(context, "context is null");
    }

    SSLContext context() {
        return context;
    }
}
