package io.switchhook.network;

import io.switchhook.request.Headers;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whose a request is, behind proxies that may be believed.
 *
 * <p>A proxy adds who it got the request from to the end of {@code X-Forwarded-For} or {@code Forwarded}; whatever stands before may be
 * the sender's invention. So the lists are read from the end: what a trusted proxy says is believed, and the first that is no trusted
 * proxy is the client. Where both headers are there and lead to different clients, one of them is invented, and the client is
 * {@link #UNKNOWN}; so it is where a proxy did not say, or what it said cannot be read.
 *
 * @param networks of the proxies
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239, Forwarded</a>
 */
public record TrustedProxies(Networks networks) {
    /** Nobody but the network itself is believed. */
    public static final TrustedProxies NONE = new TrustedProxies(Networks.NONE);

    /** Instead of an address: there is one, but nobody to be believed said which. It lies in no network. */
    public static final String UNKNOWN = "unknown";

    /**
     * The client's address in figures, or {@link #UNKNOWN}.
     *
     * @param peer the address at the other end of the connection
     */
    public String client(String peer, Headers headers) {
        if (networks.isEmpty()) {
            return peer;
        }
        Optional<InetAddress> proxy = IpLiteral.parse(withoutZone(peer)).filter(networks::contains);
        if (proxy.isEmpty()) {
            return peer;
        }
        List<String> listed = headers.all("X-Forwarded-For");
        List<String> forwarded = headers.all("Forwarded");
        if (listed.isEmpty() && forwarded.isEmpty()) {
            return peer;
        }
        if (forwarded.isEmpty()) {
            return client(ForwardedHops.ofList(listed));
        }
        String said = client(ForwardedHops.ofForwarded(forwarded));
        return listed.isEmpty() || said.equals(client(ForwardedHops.ofList(listed))) ? said : UNKNOWN;
    }

    /** @param hops as the proxies said, the client's end first; empty where it is no address */
    private String client(List<Optional<InetAddress>> hops) {
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = hops.get(i);
            if (hop.isEmpty()) {
                return UNKNOWN;
            }
            if (i == 0 || !networks.contains(hop.get())) {
                return hop.get().getHostAddress();
            }
        }
        return UNKNOWN;
    }

    /** Link-local peers are given with the interface they came by. */
    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
