package io.switchhook.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.RepeatWindow;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InboundMessagePropertyTest {

    @Property(tries = 300)
    void eventsComeBackFromTheirText(@ForAll("events") EventRecord event) {
        assertThat(EventRecord.fromText(event.toJson().toString())).isEqualTo(event);
    }

    @Property(tries = 300)
    void messagesComeBackFromTheirText(@ForAll("messages") InboundMessage message) {
        InboundMessage read = InboundMessage.fromText(message.toText());

        assertThat(read).isEqualTo(message);
        assertThat(read.partition()).isEqualTo(message.partition()).isBetween(0, InboundMessage.PARTITIONS - 1);
    }

    @Property(tries = 300)
    void repeatsUnderAnotherIdStandInTheSameQueue(
            @ForAll("events") EventRecord event, @ForAll String otherId, @ForAll("messages") InboundMessage message) {
        Optional<RepeatWindow> repeats = Optional.of(new RepeatWindow("content", Duration.ofMinutes(1)));
        EventRecord repeat = new EventRecord(
                "x" + otherId,
                event.kind(),
                event.source(),
                event.topic(),
                event.subject(),
                event.time(),
                event.receivedAt(),
                event.correlationId(),
                event.data());

        assertThat(new InboundMessage(repeat, message.receipt(), repeats).partition())
                .isEqualTo(new InboundMessage(event, message.receipt(), repeats).partition());
    }

    @Provide
    Arbitrary<InboundMessage> messages() {
        Arbitrary<FirstOfRequest> first = Combinators.combine(
                        text(), Arbitraries.integers().greaterOrEqual(1))
                .as(FirstOfRequest::new);
        return Combinators.combine(events(), objects(), windows().optional(), first.optional())
                .as(InboundMessage::new);
    }

    private static Arbitrary<RepeatWindow> windows() {
        return Combinators.combine(
                        text().filter(text -> !text.isBlank()),
                        Arbitraries.longs().between(1, 86_400_000))
                .as((key, millis) -> new RepeatWindow(key, Duration.ofMillis(millis)));
    }

    @Provide
    Arbitrary<EventRecord> events() {
        Arbitrary<String> words = text().filter(text -> !text.isBlank());
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(
                        Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
                .flatMap(seconds -> Arbitraries.integers()
                        .between(0, 999_999_999)
                        .map(nanos -> Instant.ofEpochSecond(seconds, nanos)));
        return Combinators.combine(
                        words, Arbitraries.of(EventKind.class), words, words, text(), times, text(), objects())
                .as((id, kind, source, topic, subject, time, correlation, data) ->
                        new EventRecord(id, kind, source, topic, subject, time, time, correlation, data));
    }

    private static Arbitrary<JsonObject> objects() {
        return Arbitraries.maps(text(), values(2)).ofMaxSize(5).map(InboundMessagePropertyTest::object);
    }

    private static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> leaves = Arbitraries.oneOf(
                Arbitraries.of(JsonValue.NULL, JsonValue.TRUE, JsonValue.FALSE),
                text().map(Json::createValue),
                Arbitraries.longs().map(Json::createValue),
                Arbitraries.bigDecimals().map(Json::createValue));
        if (depth == 0) {
            return leaves;
        }
        return Arbitraries.oneOf(
                leaves,
                values(depth - 1).list().ofMaxSize(4).map(InboundMessagePropertyTest::array),
                Arbitraries.maps(text(), values(depth - 1)).ofMaxSize(4).map(InboundMessagePropertyTest::object));
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().ofMaxLength(20);
    }

    private static JsonValue array(List<JsonValue> values) {
        return Json.createArrayBuilder(values).build();
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        return Json.createObjectBuilder(
                        members.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)))
                .build();
    }
}
