package io.switchhook.api.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonWritingPropertyTest {

    /** Half a surrogate pair, which to a pattern is a character of its own. */
    private static final Pattern HALF = Pattern.compile("[\\ud800-\\udfff]");

    @Property
    void writesWhatTheProviderWritesAndHalfACharacterSoThatItHasBytes(@ForAll("values") JsonValue value) {
        String expected = HALF.matcher(value.toString())
                .replaceAll(
                        half -> String.format("\\\\u%04x", (int) half.group().charAt(0)));

        assertThat(JsonText.text(value)).isEqualTo(expected);
        assertThat(new String(expected.getBytes(UTF_8), UTF_8)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<JsonValue> values() {
        return values(3);
    }

    private static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> leaves = Arbitraries.oneOf(
                Arbitraries.of(JsonValue.NULL, JsonValue.TRUE, JsonValue.FALSE),
                text().map(Json::createValue),
                Arbitraries.integers().map(Json::createValue),
                Arbitraries.longs().map(Json::createValue),
                Arbitraries.doubles().map(Json::createValue),
                Arbitraries.bigDecimals().map(Json::createValue));
        if (depth == 0) {
            return leaves;
        }
        return Arbitraries.oneOf(
                leaves,
                values(depth - 1).list().ofMaxSize(4).map(JsonWritingPropertyTest::array),
                Arbitraries.maps(text(), values(depth - 1)).ofMaxSize(4).map(JsonWritingPropertyTest::object));
    }

    /** With what must be escaped, and what must not. */
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings()
                        .withCharRange('\0', ' ')
                        .withChars("\"\\/\u007f\u2028aé\ud83d\ude00\ud800\udfff")
                        .ofMaxLength(20));
    }

    private static JsonValue array(List<JsonValue> values) {
        return Json.createArrayBuilder(values).build();
    }

    private static JsonValue object(Map<String, JsonValue> members) {
        var object = Json.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }
}
