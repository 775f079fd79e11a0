package io.switchhook.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.switchhook.egress.EgressPolicy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetConnectionAddressTest extends TargetConnectionFixture {
    @Test
    void ofSeveralAddressesOnlyGoodOnesAreUsed() throws Exception {
        serving(answering("HTTP/1.1 204 No Content\r\n\r\n"));

        assertThat(connection
                        .call(call("GET", "http://mixed.example:" + server.port() + "/", seconds(5)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theNextAddressIsTriedWhenOneDoesNotConnect() throws Exception {
        serving(answering("HTTP/1.1 204 No Content\r\n\r\n"));

        assertThat(connection
                        .call(call("GET", "http://first-is-dead.example:" + server.port() + "/", seconds(5)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anUnknownNameIsSaidToBeUnknown() {
        assertThatThrownBy(() -> connection.call(call("GET", "http://none.example/", seconds(5))))
                .isInstanceOf(CallFailed.class)
                .hasMessage("host name none.example cannot be resolved");
    }

    @Test
    void aNameWithBadAddressesOnlyIsRefused() {
        assertThatThrownBy(() -> connection.call(call("GET", "http://bad.example/", seconds(5))))
                .isInstanceOfSatisfying(CallFailed.class, failure -> assertThat(failure.isRefused())
                        .isTrue())
                .hasMessage("address 10.0.0.1 is private, which switchhook.egress.allow does not list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "localhost.",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[2002:7f00:1::]",
                "0.0.0.0",
                "169.254.169.254"
            })
    void everyWayToWriteALocalAddressIsRefused(String host) {
        serving(answering("HTTP/1.1 204 No Content\r\n\r\n"));
        TargetCall call = new TargetCall(
                "GET",
                URI.create("http://" + host + ":" + server.port() + "/"),
                Map.of(),
                Optional.empty(),
                limits(seconds(5), seconds(5)),
                Way.direct(EgressPolicy.PUBLIC_ONLY));

        assertThat(catchThrowable(() -> connection.call(call)))
                .isInstanceOfAny(CallFailed.class)
                .hasMessageMatching("address .* does not list|host name [0-9a-z.]+ cannot be resolved");
        assertThat(server.accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "//example.com/",
                "mailto:a@example.com",
                "http:///x",
                "http://user@example.com/",
                "http://user:pw@example.com/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://2130706433/",
                "http://127.1/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://0177.0.0.1./",
                "http://bot.example.1/",
                "http://0x7f000001/",
                "http://a_b@c/",
                "file:///etc/passwd",
                "https:/x"
            })
    void whatIsNoCallableUrlIsRefusedBeforeAnythingIsSent(String url) {
        assertThatThrownBy(() -> TargetAddress.of(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the URL")
                .hasMessageNotContaining("pw");
    }

    @Test
    void targetsAreToldApartBySchemeHostAndPort() {
        assertThat(TargetAddress.of(URI.create("HTTPS://Bot.Example.COM/x?y#z")))
                .hasToString("https://bot.example.com:443");
        assertThat(TargetAddress.of(URI.create("http://bot.example.com.:8080")))
                .hasToString("http://bot.example.com:8080");
        assertThat(TargetAddress.of(URI.create("http://[::1]/"))).hasToString("http://[::1]:80");
    }
}
