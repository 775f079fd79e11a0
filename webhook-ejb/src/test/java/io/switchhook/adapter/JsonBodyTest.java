package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.adapter.Adapted.Refused;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{",
                "}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{'a':1}",
                "{} {}",
                "{}x",
                "{\"a\":\"b",
                "{\"a\":\"\\",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":\"\u0001\"}",
                "7",
                "\"text\""
            })
    void refusesWhatIsNotJson(String body) {
        assertThat(reason(body)).isIn("not-json", "not-an-object");
    }

    @Test
    void refusesAnArray() {
        assertThat(reason("[]")).isEqualTo("not-an-object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n"})
    void refusesAnEmptyBody(String body) {
        assertThat(reason(body)).isEqualTo("empty-body");
    }

    @Test
    void refusesWhatIsNotUtf8() {
        assertThat(reason("{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("not-utf-8");
        assertThat(reason("{}".getBytes(StandardCharsets.UTF_16))).isEqualTo("not-utf-8");
        assertThat(reason(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'}))
                .isEqualTo("not-utf-8");
    }

    @Test
    void limitsDepthWithoutCountingBracketsInStrings() {
        assertThat(read(nested(99))).isInstanceOf(Adapted.Events.class);
        assertThat(reason(nested(100))).isEqualTo("json-too-deep");
        assertThat(read("{\"a\":\"" + "[{\\\"".repeat(1_000) + "\"}")).isInstanceOf(Adapted.Events.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000_000})
    void survivesDepthThatWouldExhaustAStack(int depth) {
        assertThat(reason("[".repeat(depth))).isEqualTo("json-too-deep");
        assertThat(reason("{\"a\":".repeat(depth))).isEqualTo("json-too-deep");
    }

    @ParameterizedTest
    @CsvSource({"1e9999,true", "1e10000,false", "-1.5E-9999,true", "1E+10000,false"})
    void limitsExponents(String number, boolean taken) {
        assertThat(read("{\"a\":" + number + "}") instanceof Adapted.Events).isEqualTo(taken);
    }

    @Test
    void limitsTheLengthOfANumber() {
        assertThat(read("{\"a\":" + "9".repeat(1_000) + "}")).isInstanceOf(Adapted.Events.class);
        assertThat(reason("{\"a\":" + "9".repeat(1_001) + "}")).isEqualTo("number-too-large");
    }

    @Test
    void refusesACompressedBody() {
        assertThat(adapt("{}".getBytes(StandardCharsets.UTF_8), Map.of("content-encoding", List.of("gzip"))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo("content-encoding"));
        assertThat(adapt("{}".getBytes(StandardCharsets.UTF_8), Map.of("content-encoding", List.of("identity"))))
                .isInstanceOf(Adapted.Events.class);
    }

    @Property
    void noBytesMakeItThrow(@ForAll byte[] body) {
        assertThat(adapt(body, Map.of())).isNotNull();
    }

    @Property
    void noNearlyJsonMakesItThrow(@ForAll List<@CharRange(from = ' ', to = '~') Character> characters) {
        StringBuilder body = new StringBuilder("{\"data\":");
        characters.forEach(body::append);

        assertThat(read(body.toString())).isNotNull();
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    private static String reason(String body) {
        return reason(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String reason(byte[] body) {
        return ((Refused) adapt(body, Map.of())).reason();
    }

    private static Adapted read(String body) {
        return adapt(body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static Adapted adapt(byte[] body, Map<String, List<String>> headers) {
        return new Interactions()
                .adapt("digital", new HookRequest(Headers.of(headers), body, "192.0.2.1", Instant.EPOCH));
    }
}
