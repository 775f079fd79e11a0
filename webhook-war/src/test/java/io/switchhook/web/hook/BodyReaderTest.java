package io.switchhook.web.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.web.hook.BodyReader.RefusedBody;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final BodyReader reader = new BodyReader(Duration.ofSeconds(30), nanos::get);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_095, 4_096, 4_097, 8_191, 8_192, 8_193, 100_000})
    void readsABodyUpToTheLimit(int size) throws Exception {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 7);

        assertThat(reader.read(new ByteArrayInputStream(body), Math.max(1, size)))
                .isEqualTo(body);
    }

    @Test
    void refusesOneByteMoreThanTheLimit() {
        InputStream in = new ByteArrayInputStream(new byte[20_001]);

        assertThatThrownBy(() -> reader.read(in, 20_000))
                .isInstanceOfSatisfying(
                        RefusedBody.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(413));
    }

    @Test
    void stopsReadingSoonAfterTheLimit() {
        Endless in = new Endless(1);

        assertThatThrownBy(() -> reader.read(in, 10)).isInstanceOf(RefusedBody.class);
        assertThat(in.given).isLessThan(10_000);
    }

    @Test
    void refusesABodyThatKeepsTrickling() {
        Endless in = new Endless(Duration.ofSeconds(1).toNanos());

        assertThatThrownBy(() -> reader.read(in, 1_000_000))
                .isInstanceOfSatisfying(
                        RefusedBody.class,
                        refused -> assertThat(refused.refusal().status()).isEqualTo(408));
        assertThat(in.given).isEqualTo(31);
    }

    @Test
    void refusesABodyThatBreaksOffAndClosesTheConnection() {
        assertThatThrownBy(() -> reader.read(new Broken(new IOException("Bad chunk size")), 100))
                .isInstanceOfSatisfying(RefusedBody.class, refused -> {
                    assertThat(refused.refusal().status()).isEqualTo(400);
                    assertThat(refused.refusal().reason()).isEqualTo("body-incomplete");
                    assertThat(refused.refusal().headers()).containsEntry("Connection", "close");
                });
    }

    @Test
    void refusesABodyThatFallsSilentAndClosesTheConnection() {
        assertThatThrownBy(() -> reader.read(new Broken(new SocketTimeoutException("Read timed out")), 100))
                .isInstanceOfSatisfying(RefusedBody.class, refused -> {
                    assertThat(refused.refusal().status()).isEqualTo(408);
                    assertThat(refused.refusal().headers()).containsEntry("Connection", "close");
                });
    }

    @Test
    void aStreamThatStumblesOverAClosedConnectionIsABodyThatBreaksOff() {
        assertThatThrownBy(() -> reader.read(stumbling(new NullPointerException("pooled")), 100))
                .isInstanceOfSatisfying(
                        RefusedBody.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo("body-incomplete"));
    }

    @Test
    void aStreamThatStumblesOverMalformedChunksIsABodyThatBreaksOff() {
        assertThatThrownBy(() -> reader.read(stumbling(new IllegalArgumentException("headerName")), 100))
                .isInstanceOfSatisfying(
                        RefusedBody.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo("body-incomplete"));
    }

    @Test
    void anyOtherFaultOfTheServersStreamIsNoFaultOfTheSenders() {
        IllegalStateException fault = new IllegalStateException();

        assertThatThrownBy(() -> reader.read(stumbling(fault), 100)).isSameAs(fault);
    }

    private static InputStream stumbling(RuntimeException failure) {
        return new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) {
                throw failure;
            }
        };
    }

    /** One byte, then a failure. */
    private static final class Broken extends InputStream {
        private final IOException failure;
        private boolean begun;

        private Broken(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            if (begun) {
                throw failure;
            }
            begun = true;
            return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            into[offset] = (byte) read();
            return 1;
        }
    }

    /** One byte a read, each after a while; for ever. */
    private final class Endless extends InputStream {
        private final long whileNanos;
        private int given;

        private Endless(long whileNanos) {
            this.whileNanos = whileNanos;
        }

        @Override
        public int read() {
            nanos.addAndGet(whileNanos);
            given++;
            return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            into[offset] = (byte) read();
            return 1;
        }
    }
}
