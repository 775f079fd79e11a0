package io.switchhook.target;

import static io.switchhook.target.RawServer.readHead;
import static io.switchhook.target.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class TargetConnectionFailureTest extends TargetConnectionFixture {
    @Test
    void aRefusedConnectionIsWorthARepeat() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }

        assertThatThrownBy(() -> connection.call(call("GET", "http://127.0.0.1:" + port + "/", seconds(5))))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessage("no connection: connection refused");
    }

    @Test
    void aHandshakeBrokenOffIsWorthARepeat() {
        serving((in, out) -> in.read());

        assertThatThrownBy(() -> connection.call(call("GET", url("https"), seconds(5))))
                .isInstanceOf(ConnectionFailed.class);
    }

    @Test
    void aServerThatSpeaksNoTlsIsNotWorthARepeat() {
        serving((in, out) -> {
            in.read();
            write(out, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            readHead(in);
        });

        assertThatThrownBy(() -> connection.call(call("GET", url("https"), seconds(5))))
                .isInstanceOf(CallFailed.class)
                .hasMessageStartingWith("TLS handshake failed: ");
    }

    @Test
    void aKeptConnectionThatWentStaleIsWorthARepeat() throws Exception {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            readHead(in);
        });
        connection.call(get(seconds(5)));

        assertThatThrownBy(() -> connection.call(get(seconds(5)))).isInstanceOf(ConnectionFailed.class);

        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aNewConnectionClosedAfterTheRequestIsNotRepeated() {
        serving((in, out) -> readHead(in));

        assertThatThrownBy(() -> connection.call(get(seconds(5))))
                .isInstanceOf(CallFailed.class)
                .hasMessage("the connection was closed before an answer came");
    }

    @Test
    void anAnswerBrokenOffIsNoAnswer() {
        serving(answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhal"));

        assertThatThrownBy(() -> connection.call(get(seconds(5)))).hasMessage("the answer was broken off");
    }

    @Test
    void garbageIsNoAnswerAndIsNotQuoted() {
        serving(answering("Authorization: Bearer echo\r\n".repeat(3000)));

        assertThat(catchThrowable(() -> connection.call(get(seconds(5)))))
                .isInstanceOf(CallFailed.class)
                .hasMessageNotContaining("echo");
    }
}
