package io.switchhook.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonWritingPropertyTest {

    @Property
    void writesWhatTheProviderWrites(@ForAll("values") JsonValue value) {
        assertThat(JsonText.text(value)).isEqualTo(value.toString());
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
                        .withChars("\"\\/\u007f\u2028aé\ud83d\ude00")
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
