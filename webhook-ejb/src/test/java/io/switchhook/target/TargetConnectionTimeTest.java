package io.switchhook.target;

import static io.switchhook.target.RawServer.readHead;
import static io.switchhook.target.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TargetConnectionTimeTest extends TargetConnectionFixture {
    private void assertEndsInTime(TargetCall call, String message) {
        long start = System.nanoTime();

        assertThatThrownBy(() -> connection.call(call))
                .isInstanceOf(CallFailed.class)
                .hasMessage(message);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(10));
    }

    @Test
    void cutsATrickleOfBytesAtTheDeadline() {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
                write(out, "x");
            }
        });

        assertEndsInTime(get(Duration.ofMillis(700)), "no complete answer within PT0.7S");
    }

    @Test
    void cutsATrickleOfHeadersAtTheDeadline() {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\n");
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
                write(out, "A: b\r\n");
            }
        });

        assertEndsInTime(get(Duration.ofMillis(700)), "no complete answer within PT0.7S");
    }

    @Test
    void cutsATargetThatNeverAnswers() {
        serving((in, out) -> never.await());

        assertEndsInTime(get(Duration.ofMillis(500)), "no complete answer within PT0.5S");
    }

    @Test
    void cutsATargetThatNeverReadsTheRequest() {
        serving((in, out) -> never.await());
        Content large = new Content("text/plain", new byte[32 * 1024 * 1024]);

        assertEndsInTime(
                call("POST", url("http"), Map.of(), Optional.of(large), Duration.ofMillis(500)),
                "no complete answer within PT0.5S");
    }

    @Test
    void cutsANameLookupThatHangsAndServesOtherNamesMeanwhile() throws Exception {
        serving(answering("HTTP/1.1 204 No Content\r\n\r\n"));

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> connection.call(call("GET", "http://hangs.example/", Duration.ofMillis(10))))
                    .isInstanceOf(CallFailed.class)
                    .hasMessageContaining("within PT0.01S");
        }

        assertThat(connection.call(get(seconds(5))).status()).isEqualTo(204);
    }

    @Test
    void theConnectTimeoutCoversTheTlsHandshake() {
        serving((in, out) -> never.await());

        assertEndsInTime(
                call("GET", url("https"), limits(Duration.ofMillis(400), seconds(20))), "no connection within PT0.4S");
    }

    @Test
    void cutsATrickledTlsHandshake() {
        serving((in, out) -> {
            // The head of a handshake record of 16 KiB, then a byte of it now and then.
            out.write(new byte[] {22, 3, 3, 0x40, 0, 2, 0, 0x3f, (byte) 0xfc});
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
                out.write(0);
                out.flush();
            }
        });

        assertEndsInTime(
                call("GET", url("https"), limits(Duration.ofMillis(600), seconds(20))), "no connection within PT0.6S");
    }

    @Test
    void endlessHeadersAreCut() {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\n");
            for (long i = 0; true; i++) {
                write(out, "X-" + i + ": y\r\n");
            }
        });

        assertEndsInTime(get(seconds(20)), "the answer's head is too large");
    }

    @Test
    void anEndlessHeaderLineIsCut() {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                write(out, "y".repeat(10_000));
            }
        });

        assertEndsInTime(get(seconds(20)), "the answer's head is too large");
    }
}
