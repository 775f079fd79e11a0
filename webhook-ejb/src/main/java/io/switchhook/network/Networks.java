package io.switchhook.network;

import java.net.InetAddress;
import java.util.List;

/**
 * Some blocks of addresses.
 *
 * @param blocks an address in any of them is in the networks
 */
public record Networks(List<Cidr> blocks) {
    /** No address at all. */
    public static final Networks NONE = new Networks(List.of());

    public Networks {
        blocks = List.copyOf(blocks);
    }

    /** @throws IllegalArgumentException if an element is no address and no block; the message says which */
    public static Networks parse(List<String> texts) {
        return new Networks(texts.stream().map(Cidr::parse).toList());
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    public boolean contains(InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** Whether {@code address} is one in figures, and in these networks. */
    public boolean contains(String address) {
        return IpLiteral.parse(address).map(this::contains).orElse(false);
    }
}
