package io.switchhook.target;

import org.apache.hc.core5.http.protocol.HttpContext;

/** One try of a call, as it goes through the HTTP client's layers. */
final class Exchange {
    private static final String ATTRIBUTE = Exchange.class.getName();

    private final TargetCall call;
    private volatile boolean connectedAnew;
    private volatile boolean tunnelled;

    Exchange(TargetCall call) {
        this.call = call;
    }

    static Exchange of(HttpContext context) {
        return (Exchange) context.getAttribute(ATTRIBUTE);
    }

    void putInto(HttpContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    TargetCall call() {
        return call;
    }

    /** A connection is being made for this try; without, it uses a kept one. */
    void connecting() {
        connectedAnew = true;
    }

    /** The proxy has made a tunnel to the target. */
    void tunnelled() {
        tunnelled = true;
    }

    /** Whether an answer that came is the proxy's, who made no tunnel. */
    boolean isAnsweredByProxy() {
        return connectedAnew
                && !tunnelled
                && call.way().proxy().isPresent()
                && call.target().scheme().equals("https");
    }

    boolean usedKeptConnection() {
        return !connectedAnew;
    }
}
