package io.switchhook.target;

import static java.util.Objects.requireNonNull;

import io.switchhook.egress.EgressPolicy;
import java.util.Optional;

/**
 * How a call gets to its target.
 *
 * @param egress which addresses may be connected to
 * @param proxy who connects in our place; empty: we do
 * @param tls who we are and whom we trust, empty for nobody in particular and the authorities of the Java runtime
 */
public record Way(EgressPolicy egress, Optional<HttpProxy> proxy, Optional<ClientTls> tls) {
    public Way {
        requireNonNull(egress, "egress is null");
    }

    /** Without a proxy and without a certificate. */
    public static Way direct(EgressPolicy egress) {
        return new Way(egress, Optional.empty(), Optional.empty());
    }
}
