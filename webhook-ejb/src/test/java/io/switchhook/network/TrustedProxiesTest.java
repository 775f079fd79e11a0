package io.switchhook.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.request.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES =
            new TrustedProxies(Networks.parse(List.of("10.0.0.0/8", "2001:db8:ff::/48")));

    @Test
    void believesNobodyButTheNetworkUnlessToldTo() {
        assertThat(TrustedProxies.NONE.client("10.0.0.1", listed("192.0.2.1"))).isEqualTo("10.0.0.1");
        assertThat(PROXIES.client("192.0.2.9", listed("192.0.2.1"))).isEqualTo("192.0.2.9");
        assertThat(PROXIES.client("10.0.0.1", Headers.of(Map.of()))).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 192.0.2.1",
                " 192.0.2.1 | 192.0.2.1",
                "6.6.6.6, 192.0.2.1 | 192.0.2.1",
                "6.6.6.6, 192.0.2.1, 10.0.0.2 | 192.0.2.1",
                "10.6.6.6, 192.0.2.1, 10.0.0.2 | 192.0.2.1",
                "nonsense, 192.0.2.1 | 192.0.2.1",
                "10.0.0.3, 10.0.0.2 | 10.0.0.3",
                "192.0.2.1:4711 | 192.0.2.1",
                "[2001:db8::1]:443 | 2001:db8:0:0:0:0:0:1",
                "2001:db8::1, 2001:db8:ff::2 | 2001:db8:0:0:0:0:0:1",
                "::ffff:192.0.2.1 | 192.0.2.1",
                "::ffff:192.0.2.1, ::ffff:10.0.0.2 | 192.0.2.1",
                "192.0.2.1, unknown | unknown",
                "192.0.2.1, _hidden | unknown",
                "192.0.2.1, | unknown",
                "'' | unknown",
                "192.0.2.256 | unknown",
                "192.0.2.01 | unknown",
                "localhost | unknown",
                "[2001:db8::1 | unknown",
                "fe80::1%eth0 | unknown"
            })
    void readsXForwardedForFromItsEnd(String header, String client) {
        assertThat(PROXIES.client("10.0.0.1", listed(header))).isEqualTo(client);
        assertThat(PROXIES.client("2001:db8:ff::1%eth0", listed(header))).isEqualTo(client);
    }

    @Test
    void readsSeveralLinesAsOneList() {
        Headers headers = Headers.of(Map.of("X-Forwarded-For", List.of("192.0.2.1", "192.0.2.2, 10.0.0.2")));

        assertThat(PROXIES.client("10.0.0.1", headers)).isEqualTo("192.0.2.2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "for=192.0.2.1 | 192.0.2.1",
                "For=\"192.0.2.1:47\";proto=https;by=10.0.0.1 | 192.0.2.1",
                "for=6.6.6.6, for=192.0.2.1;host=\"a,b;for=x\", for=10.0.0.2 | 192.0.2.1",
                "for=\"[2001:db8::1]:4711\" | 2001:db8:0:0:0:0:0:1",
                "for=192.0.2.1, proto=https | unknown",
                "for=192.0.2.1, for=_hidden | unknown",
                "for=192.0.2.1, for=unknown | unknown",
                "for=192.0.2.1;for=10.0.0.2 | unknown",
                "for=\"192.0.2.1 | unknown",
                "192.0.2.1 | unknown"
            })
    void readsForwardedFromItsEnd(String header, String client) {
        assertThat(PROXIES.client("10.0.0.1", Headers.of(Map.of("Forwarded", List.of(header)))))
                .isEqualTo(client);
    }

    @Test
    void whereTheTwoHeadersDisagreeNeitherIsBelieved() {
        assertThat(PROXIES.client("10.0.0.1", both("192.0.2.1", "for=192.0.2.1")))
                .isEqualTo("192.0.2.1");
        assertThat(PROXIES.client("10.0.0.1", both("192.0.2.1", "for=192.0.2.2")))
                .isEqualTo("unknown");
    }

    @Test
    void anUnknownClientIsInNoNetwork() {
        assertThat(Networks.parse(List.of("0.0.0.0/0", "::/0")).contains(TrustedProxies.UNKNOWN))
                .isFalse();
    }

    @Property
    void whatIsNotOfTheProxyChangesNothing(@ForAll List<String> invented) {
        String header = String.join(",", invented) + ",192.0.2.1";

        assertThat(PROXIES.client("10.0.0.1", listed(header))).isEqualTo("192.0.2.1");
    }

    @Property
    void nothingInAHeaderMakesItThrowOrIsRepeated(@ForAll String list, @ForAll String forwarded) {
        assertThat(PROXIES.client("10.0.0.1", both(list, forwarded))).matches("unknown|[0-9a-f.:]+");
        assertThat(PROXIES.client("10.0.0.1", Headers.of(Map.of("Forwarded", List.of("for=\"" + forwarded)))))
                .matches("unknown|[0-9a-f.:]+");
    }

    private static Headers listed(String value) {
        return Headers.of(Map.of("X-Forwarded-For", List.of(value)));
    }

    private static Headers both(String list, String forwarded) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("X-Forwarded-For", List.of(list));
        headers.put("Forwarded", List.of(forwarded));
        return Headers.of(headers);
    }
}
