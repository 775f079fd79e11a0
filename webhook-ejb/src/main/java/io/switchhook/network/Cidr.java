package io.switchhook.network;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of addresses: {@code 10.0.0.0/8}, {@code fd00::/8}, or one address. Bits behind the prefix do not count.
 *
 * @param version bits of an address: 32 for IPv4, 128 for IPv6
 * @param network the first address as a number
 * @param prefix number of leading bits that all addresses of the block share
 */
public record Cidr(int version, BigInteger network, int prefix) {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]{2,45})(?:/([0-9]{1,3}))?");

    public Cidr {
        if (version != 32 && version != 128) {
            throw new IllegalArgumentException("version must be 32 or 128 bits");
        }
        if (prefix < 0 || prefix > version) {
            throw new IllegalArgumentException("prefix must be 0 to " + version);
        }
        network = network.shiftRight(version - prefix).shiftLeft(version - prefix);
    }

    /**
     * Reads a block. Names are never looked up.
     *
     * @throws IllegalArgumentException if the text is no address and no block
     */
    public static Cidr parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw notABlock(text);
        }
        String literal = matcher.group(1);
        InetAddress address = IpLiteral.parse(literal).orElseThrow(() -> notABlock(text));
        int bits = address.getAddress().length * 8;
        // Java reads ::ffff:10.0.0.0 as IPv4; its prefix counts the 96 bits before.
        int mapped = literal.contains(":") && address instanceof Inet4Address ? 96 : 0;
        int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2)) - mapped;
        if (prefix < 0 || prefix > bits) {
            throw notABlock(text);
        }
        return new Cidr(bits, new BigInteger(1, address.getAddress()), prefix);
    }

    /** Whether {@code address} lies in this block; an address of the other version never does. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length * 8 == version
                && new BigInteger(1, bytes).shiftRight(version - prefix).equals(network.shiftRight(version - prefix));
    }

    private static IllegalArgumentException notABlock(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is not an address or block such as 10.0.0.0/8, 192.0.2.7 or fd00::/8");
    }
}
