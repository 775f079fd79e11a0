package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.adapter.Adapted.Events;
import io.switchhook.adapter.Adapted.Refused;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, no adapter throws, and what it makes can be kept; {@link AdapterContractTest} has the examples. */
class AdapterContractPropertyTest {
    private static final Subject[] SUBJECTS = Subject.values();
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "7.5",
            "1e9999",
            "1e-9999",
            "-0.0",
            "99999999999999999999",
            "253402300799999",
            "253402300800000",
            "\"\"",
            "\" \"",
            "\"0\"",
            "\"1e999999999\"",
            "\"1e-2147483647\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"NaN\"",
            "\"2026-02-30T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"0001-01-01T00:00:00Z\"",
            "\"20269999999999\"",
            "\"" + "x".repeat(513) + "\"",
            "\"" + ".".repeat(2_000) + "\"",
            "\"{id}\"",
            "[]",
            "[[]]",
            "[{}]",
            "[{\"Name\":\"Id\",\"Value\":null},{\"Key\":7}]",
            "{}",
            "{\"\":{}}");

    @Provide
    Arbitrary<Subject> subjects() {
        return Arbitraries.of(SUBJECTS);
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "application/json",
                        "text/plain",
                        "text/plain; charset=utf-16",
                        "text/plain; charset=nonsense!",
                        "application/x-www-form-urlencoded",
                        "multipart/form-data; boundary=x",
                        "application/xml",
                        "application/cloudevents+json",
                        "application/cloudevents-batch+json",
                        "application/cloudevents+avro",
                        "application/octet-stream"),
                Arbitraries.strings().ofMaxLength(30));
    }

    @Property
    void noBytesMakeItThrow(
            @ForAll("subjects") Subject subject, @ForAll byte[] body, @ForAll("contentTypes") String contentType) {
        check(subject, Samples.request(body, Samples.NOW, "Content-Type", contentType));
    }

    @Property
    void noHeadersMakeItThrow(
            @ForAll("subjects") Subject subject,
            @ForAll("contentTypes") String contentType,
            @ForAll String id,
            @ForAll String type,
            @ForAll String time,
            @ForAll byte[] body) {
        check(
                subject,
                Samples.request(
                        body,
                        Samples.NOW,
                        "Content-Type",
                        contentType,
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        id,
                        "ce-source",
                        id,
                        "ce-type",
                        type,
                        "ce-subject",
                        "%" + type + "%41%4",
                        "ce-time",
                        time,
                        "X-B3-TraceId",
                        id));
    }

    @Property(tries = 2_000)
    void noDamageToItsSampleMakesItThrow(
            @ForAll("subjects") Subject subject,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 5_000) Integer> places,
            @ForAll byte damage) {
        byte[] body = subject.sample().getBytes(StandardCharsets.UTF_8);
        places.forEach(place -> body[place % body.length] = damage);

        check(subject, Samples.request(body, Samples.NOW, "Content-Type", subject.contentType()));
    }

    static Subject[] all() {
        return SUBJECTS;
    }

    @ParameterizedTest
    @MethodSource("all")
    void noOddValueOfAnyMemberMakesItThrow(Subject subject) {
        for (String odd : ODD_VALUES) {
            JsonValue value = JsonText.read("{\"v\":" + odd + "}").get("v");
            for (JsonValue body : replaced(subject.sampleObject(), value)) {
                check(subject, Samples.request(body.toString(), "Content-Type", subject.contentType()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void noMissingMemberMakesItThrow(Subject subject) {
        for (JsonValue body : replaced(subject.sampleObject(), null)) {
            check(subject, Samples.request(body.toString(), "Content-Type", subject.contentType()));
        }
    }

    /** Copies of the value, each with one member or element, at any depth, replaced; removed where {@code by} is null. */
    private static List<JsonValue> replaced(JsonValue value, JsonValue by) {
        List<JsonValue> copies = new ArrayList<>();
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                copies.add(
                        by == null
                                ? JsonText.object(object).remove(name).build()
                                : JsonText.object(object).add(name, by).build());
                replaced(member, by)
                        .forEach(copy -> copies.add(
                                JsonText.object(object).add(name, copy).build()));
            });
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (by != null) {
                    copies.add(JsonText.provider()
                            .createArrayBuilder(array)
                            .set(i, by)
                            .build());
                }
                for (JsonValue copy : replaced(array.get(i), by)) {
                    copies.add(JsonText.provider()
                            .createArrayBuilder(array)
                            .set(i, copy)
                            .build());
                }
            }
        }
        return copies;
    }

    private static void check(Subject subject, HookRequest request) {
        Adapted adapted = subject.adapter().adapt("test", request);

        if (adapted instanceof Refused refused) {
            assertThat(refused.reason()).matches("[a-z0-9-]+");
            assertThat(refused.sentence()).endsWith(".").isEqualTo(printable(refused.sentence()));
            return;
        }
        Events events = (Events) adapted;
        assertThat(events.events()).hasSizeLessThanOrEqualTo(RequestEvents.MAX_EVENTS);
        events.events().forEach(event -> checkKeepable(event, events));
    }

    private static void checkKeepable(EventRecord event, Events events) {
        assertThat(event.id()).matches("[0-9a-f]{32}");
        assertThat(event.topic()).isNotBlank();
        for (String text : List.of(event.topic(), event.subject())) {
            assertThat(text).hasSizeLessThanOrEqualTo(EventText.MAX_LENGTH).isEqualTo(printable(text));
        }
        assertThat(event.correlationId()).hasSizeLessThanOrEqualTo(EventText.MAX_CORRELATION_LENGTH);
        assertThat(event.time()).isBetween(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59.999Z"));
        InboundMessage message = new InboundMessage(event, JsonValue.EMPTY_JSON_OBJECT, events.window(event));
        assertThat(InboundMessage.fromText(message.toText())).isEqualTo(message);
    }

    /** What a database and UTF-8 can keep of a text. */
    private static String printable(String text) {
        return new String(text.replaceAll("\\p{Cntrl}", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
