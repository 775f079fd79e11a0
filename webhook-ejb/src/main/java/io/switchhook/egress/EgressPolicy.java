package io.switchhook.egress;

import io.switchhook.network.Cidr;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether an address may be connected to: public ones may, others only when listed.
 *
 * <p>An IPv6 address that carries an IPv4 address (IPv4-compatible, NAT64, 6to4) must be acceptable as both: with
 * {@code 64:ff9b::/96} listed, {@code 64:ff9b::8.8.8.8} is and {@code 64:ff9b::10.0.0.1} still is not.
 *
 * @param allowed blocks that may be connected to although they are not public
 */
public record EgressPolicy(List<Cidr> allowed) {
    /** Public addresses only. */
    public static final EgressPolicy PUBLIC_ONLY = new EgressPolicy(List.of());

    private static final Cidr IPV4_COMPATIBLE = Cidr.parse("::/96");
    private static final Cidr NAT64 = Cidr.parse("64:ff9b::/96");
    private static final Cidr SIX_TO_FOUR = Cidr.parse("2002::/16");

    public EgressPolicy {
        allowed = List.copyOf(allowed);
    }

    /** Why {@code address} may not be connected to, for example {@code 10.0.0.1 is private}; empty when it may. */
    public Optional<String> refusal(InetAddress address) {
        return refusalOfOne(address).or(() -> embedded(address)
                .flatMap(this::refusalOfOne)
                .map(reason -> address.getHostAddress() + " leads to " + reason));
    }

    private Optional<String> refusalOfOne(InetAddress address) {
        if (allowed.stream().anyMatch(block -> block.contains(address))) {
            return Optional.empty();
        }
        return SpecialAddresses.kind(address).map(kind -> address.getHostAddress() + " is " + kind);
    }

    private static Optional<InetAddress> embedded(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return Optional.empty();
        }
        if (IPV4_COMPATIBLE.contains(address) && !address.isLoopbackAddress() && !address.isAnyLocalAddress()) {
            return Optional.of(ipv4(address, 12));
        }
        if (NAT64.contains(address)) {
            return Optional.of(ipv4(address, 12));
        }
        return SIX_TO_FOUR.contains(address) ? Optional.of(ipv4(address, 2)) : Optional.empty();
    }

    private static InetAddress ipv4(InetAddress address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException fourBytesAreAlwaysAnAddress) {
            throw new IllegalStateException(fourBytesAreAlwaysAnAddress);
        }
    }
}
