package io.switchhook.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.network.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, unspecified",
        "10.255.255.255, private",
        "100.64.0.1, carrier-grade NAT",
        "100.127.255.255, carrier-grade NAT",
        "100.100.100.200, metadata",
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "169.254.169.254, metadata",
        "169.254.0.1, link-local",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "192.0.2.1, documentation",
        "198.51.100.1, documentation",
        "203.0.113.1, documentation",
        "198.19.255.255, benchmarking",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "240.0.0.1, reserved",
        "255.255.255.255, broadcast",
        "168.63.129.16, metadata",
        "::, unspecified",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "::ffff:10.0.0.1, private",
        "::8.8.8.8, IPv4-compatible",
        "64:ff9b::8.8.8.8, NAT64",
        "64:ff9b:1::1, NAT64",
        "2001:0:1::1, Teredo",
        "2001:db8::1, documentation",
        "2002:808:808::1, 6to4",
        "3fff::1, documentation",
        "fc00::1, unique-local",
        "fdff::1, unique-local",
        "fd00:ec2::254, metadata",
        "fe80::1, link-local",
        "fec0::1, site-local",
        "ff02::1, multicast",
        "4000::1, not global unicast",
        "5f00::1, not global unicast"
    })
    void refusesWhatIsNotPublicAndSaysWhatItIs(String address, String kind) throws Exception {
        assertThat(EgressPolicy.PUBLIC_ONLY.refusal(InetAddress.getByName(address)))
                .hasValueSatisfying(reason -> assertThat(reason).contains(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450::1",
                "::ffff:8.8.8.8"
            })
    void letsPublicAddressesThrough(String address) throws Exception {
        assertThat(EgressPolicy.PUBLIC_ONLY.refusal(InetAddress.getByName(address)))
                .isEmpty();
    }

    @Test
    void letsListedBlocksThroughAndNothingBeside() throws Exception {
        EgressPolicy policy = allowing("10.1.0.0/16", "fd12::/16", "127.0.0.1");

        assertThat(policy.refusal(InetAddress.getByName("10.1.255.255"))).isEmpty();
        assertThat(policy.refusal(InetAddress.getByName("fd12::1"))).isEmpty();
        assertThat(policy.refusal(InetAddress.getByName("::ffff:127.0.0.1"))).isEmpty();
        assertThat(policy.refusal(InetAddress.getByName("10.2.0.0"))).isPresent();
        assertThat(policy.refusal(InetAddress.getByName("127.0.0.2"))).isPresent();
        assertThat(policy.refusal(InetAddress.getByName("fd13::1"))).isPresent();
    }

    @Test
    void anAddressInsideAnAddressMustBeAcceptableToo() throws Exception {
        EgressPolicy policy = allowing("64:ff9b::/96", "2002::/16", "::/96");

        assertThat(policy.refusal(InetAddress.getByName("64:ff9b::8.8.8.8"))).isEmpty();
        assertThat(policy.refusal(InetAddress.getByName("64:ff9b::169.254.169.254")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("169.254.169.254 is a cloud's metadata"));
        assertThat(policy.refusal(InetAddress.getByName("2002:7f00:1::1"))).isPresent();
        assertThat(policy.refusal(InetAddress.getByName("::10.0.0.1"))).isPresent();
    }

    @Property
    void aBlockHoldsExactlyTheAddressesThatShareItsPrefix(
            @ForAll @Size(value = 4) byte[] one,
            @ForAll @Size(value = 4) byte[] other,
            @ForAll @IntRange(max = 32) int prefix)
            throws UnknownHostException {
        InetAddress first = InetAddress.getByAddress(one);
        InetAddress second = InetAddress.getByAddress(other);

        boolean contained = Cidr.parse(first.getHostAddress() + "/" + prefix).contains(second);

        assertThat(contained).isEqualTo(bits(one).startsWith(bits(other).substring(0, prefix)));
    }

    @Property
    void everyAddressGetsAVerdict(@ForAll @Size(value = 16) byte[] bytes) throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);

        assertThat(allowing("0.0.0.0/0", "::/0").refusal(address)).isEmpty();
        assertThat(EgressPolicy.PUBLIC_ONLY.refusal(address).isPresent())
                .isEqualTo(SpecialAddresses.kind(address).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "10.0.0",
                "256.0.0.1",
                "010.0.0.1",
                "2130706433",
                "0x7f.1",
                "::/129",
                "::ffff:10.0.0.0/95",
                "fe80::1%eth0",
                "1:2:3",
                "10.0.0.0/8,11.0.0.0/8",
                "..../8",
                "::::"
            })
    void refusesWhatIsNoBlock(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void aMappedBlockIsTheIpv4Block() {
        assertThat(Cidr.parse("::ffff:10.0.0.0/104")).isEqualTo(Cidr.parse("10.0.0.0/8"));
        assertThat(Cidr.parse("10.9.8.7/8")).isEqualTo(Cidr.parse("10.0.0.0/8"));
    }

    private static EgressPolicy allowing(String... blocks) {
        return new EgressPolicy(Arrays.stream(blocks).map(Cidr::parse).toList());
    }

    private static String bits(byte[] bytes) {
        StringBuilder bits = new StringBuilder();
        for (byte b : bytes) {
            bits.append(String.format("%8s", Integer.toBinaryString(b & 0xff)).replace(' ', '0'));
        }
        return bits.toString();
    }

    @Test
    void theListIsCopied() {
        List<Cidr> blocks = new java.util.ArrayList<>();
        EgressPolicy policy = new EgressPolicy(blocks);

        blocks.add(Cidr.parse("0.0.0.0/0"));

        assertThat(policy.allowed()).isEmpty();
    }
}
