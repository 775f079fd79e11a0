package io.switchhook.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.time.api.DateTimes;

class EventRecordPropertyTest {

    @Property
    void textReadsBackAsTheSameEvent(@ForAll("events") EventRecord event) {
        assertThat(EventRecord.fromText(event.toJson().toString())).isEqualTo(event);
        assertThat(EventRecord.fromText(event.asReplay().toJson().toString())).isEqualTo(event.asReplay());
    }

    @Provide
    Arbitrary<EventRecord> events() {
        Arbitrary<String> text = Arbitraries.strings().excludeChars('\uFFFF').ofMaxLength(20);
        Arbitrary<String> name = text.map(any -> "n" + any);
        Arbitrary<Instant> instants = DateTimes.instants();
        return Combinators.combine(
                        name, Arbitraries.of(EventKind.values()), name, name, text, instants, instants, data())
                .as((id, kind, source, topic, subject, time, receivedAt, data) ->
                        new EventRecord(id, kind, source, topic, subject, time, receivedAt, subject, data));
    }

    private static Arbitrary<JsonObject> data() {
        Arbitrary<JsonValue> leaf = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(10).map(Json::createValue),
                Arbitraries.bigDecimals().map(Json::createValue),
                Arbitraries.longs().map(Json::createValue),
                Arbitraries.of(JsonValue.NULL, JsonValue.TRUE, JsonValue.FALSE, JsonValue.EMPTY_JSON_ARRAY));
        Arbitrary<JsonValue> value =
                Arbitraries.lazyOf(() -> leaf, () -> objectOf(leaf).map(o -> o));
        return objectOf(value);
    }

    private static Arbitrary<JsonObject> objectOf(Arbitrary<JsonValue> values) {
        return Arbitraries.maps(Arbitraries.strings().ofMaxLength(6), values)
                .ofMaxSize(4)
                .map(members -> {
                    var object = Json.createObjectBuilder();
                    members.forEach(object::add);
                    return object.build();
                });
    }
}
