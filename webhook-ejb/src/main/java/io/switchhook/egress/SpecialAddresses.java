package io.switchhook.egress;

import io.switchhook.network.Cidr;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Addresses that are not simply somewhere on the Internet.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA IPv4 Special-Purpose Addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA IPv6 Special-Purpose Addresses</a>
 */
final class SpecialAddresses {
    private record Special(Cidr block, String kind) {}

    private static final List<Special> IPV4 = List.of(
            special("169.254.169.254", "a cloud's metadata service"),
            special("169.254.170.2", "a cloud's metadata service"),
            special("100.100.100.200", "a cloud's metadata service"),
            special("192.0.0.192", "a cloud's metadata service"),
            special("168.63.129.16", "a cloud's metadata service"),
            special("255.255.255.255", "broadcast"),
            special("0.0.0.0/8", "unspecified"),
            special("10.0.0.0/8", "private"),
            special("100.64.0.0/10", "carrier-grade NAT"),
            special("127.0.0.0/8", "loopback"),
            special("169.254.0.0/16", "link-local"),
            special("172.16.0.0/12", "private"),
            special("192.0.0.0/24", "reserved"),
            special("192.0.2.0/24", "documentation"),
            special("192.88.99.0/24", "a 6to4 relay"),
            special("192.168.0.0/16", "private"),
            special("198.18.0.0/15", "benchmarking"),
            special("198.51.100.0/24", "documentation"),
            special("203.0.113.0/24", "documentation"),
            special("224.0.0.0/4", "multicast"),
            special("240.0.0.0/4", "reserved"));

    private static final List<Special> IPV6 = List.of(
            special("fd00:ec2::254", "a cloud's metadata service"),
            special("fd20:ce::254", "a cloud's metadata service"),
            special("::", "unspecified"),
            special("::1", "loopback"),
            special("::/96", "IPv4-compatible"),
            special("64:ff9b::/96", "NAT64"),
            special("64:ff9b:1::/48", "NAT64"),
            special("100::/64", "discard-only"),
            special("2001::/32", "Teredo"),
            special("2001:2::/48", "benchmarking"),
            special("2001:db8::/32", "documentation"),
            special("2001::/23", "reserved"),
            special("2002::/16", "6to4"),
            special("3fff::/20", "documentation"),
            special("fc00::/7", "unique-local"),
            special("fe80::/10", "link-local"),
            special("fec0::/10", "site-local"),
            special("ff00::/8", "multicast"));

    private static final Cidr GLOBAL_UNICAST = Cidr.parse("2000::/3");

    private SpecialAddresses() {}

    /** What is special about {@code address}, in words; empty for an ordinary public address. */
    static Optional<String> kind(InetAddress address) {
        if (address instanceof Inet4Address) {
            return find(IPV4, address);
        }
        Optional<String> known = find(IPV6, address);
        return known.isPresent() || GLOBAL_UNICAST.contains(address) ? known : Optional.of("not global unicast");
    }

    private static Optional<String> find(List<Special> specials, InetAddress address) {
        return specials.stream()
                .filter(special -> special.block().contains(address))
                .map(Special::kind)
                .findFirst();
    }

    private static Special special(String block, String kind) {
        return new Special(Cidr.parse(block), kind);
    }
}
