package io.switchhook.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.limit.Unpacking.Broken;
import io.switchhook.limit.Unpacking.Result;
import io.switchhook.limit.Unpacking.TooLarge;
import io.switchhook.limit.Unpacking.Unknown;
import io.switchhook.limit.Unpacking.Unpacked;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {

    @Property(tries = 100)
    void givesBackWhatWasPacked(@ForAll byte[] body) {
        Result result = Unpacking.unpack(request(gzip(body), "gzip"), Math.max(1, body.length));

        assertThat(result).isInstanceOfSatisfying(Unpacked.class, unpacked -> {
            assertThat(unpacked.request().body()).isEqualTo(body);
            assertThat(unpacked.request().headers().all("Content-Encoding")).isEmpty();
            assertThat(unpacked.request().headers().all("X-Other")).containsExactly("kept");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "identity", " Identity "})
    void leavesAloneWhatIsNotPacked(String encoding) {
        HookRequest request = request(new byte[] {1}, encoding);

        assertThat(Unpacking.unpack(request, 10)).isEqualTo(new Unpacked(request));
    }

    @ParameterizedTest
    @CsvSource({"GZIP, true", "x-gzip, true", "br, false", "deflate, false", "'gzip, gzip', false"})
    void knowsGzipAlone(String encoding, boolean known) {
        Result result = Unpacking.unpack(request(gzip(new byte[3]), encoding), 10);

        assertThat(result).isInstanceOf(known ? Unpacked.class : Unknown.class);
    }

    @Test
    void stopsAtTheLimit() {
        byte[] bomb = gzip(new byte[20 << 20]);

        assertThat(bomb).hasSizeLessThan(30_000);
        assertThat(Unpacking.unpack(request(bomb, "gzip"), 1 << 20)).isInstanceOf(TooLarge.class);
        assertThat(Unpacking.unpack(request(gzip(new byte[11]), "gzip"), 10)).isInstanceOf(TooLarge.class);
        assertThat(Unpacking.unpack(request(gzip(new byte[10]), "gzip"), 10)).isInstanceOf(Unpacked.class);
    }

    @Test
    void refusesWhatBreaksOff() {
        byte[] packed = gzip("some text".getBytes(UTF_8));

        for (int length = 0; length < packed.length; length++) {
            assertThat(Unpacking.unpack(request(Arrays.copyOf(packed, length), "gzip"), 100))
                    .isInstanceOf(Broken.class);
        }
    }

    @Property
    void nothingMakesItThrow(@ForAll byte[] body) {
        byte[] withHeader = Arrays.copyOf(gzip(new byte[0]), 10 + body.length);
        System.arraycopy(body, 0, withHeader, 10, body.length);

        assertThat(Unpacking.unpack(request(withHeader, "gzip"), 100)).isNotNull();
        assertThat(Unpacking.unpack(request(body, "gzip"), 100)).isInstanceOf(Broken.class);
    }

    private static HookRequest request(byte[] body, String encoding) {
        Headers headers = Headers.of(Map.of("content-encoding", List.of(encoding), "X-Other", List.of("kept")));
        return new HookRequest(headers, body, "192.0.2.1", Instant.EPOCH);
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return packed.toByteArray();
    }
}
