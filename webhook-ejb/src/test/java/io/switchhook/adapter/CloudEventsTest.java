package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.EventId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
    private static final CloudEvents ADAPTER = new CloudEvents(Samples.USUAL_WINDOW);
    private static final String SAMPLE = Samples.read("cloudevent.json");
    private static final String STRUCTURED = "application/cloudevents+json; charset=UTF-8";
    private static final String BATCHED = "application/cloudevents-batch+json";

    @Test
    void readsStructuredEvents() {
        EventRecord event = structured(SAMPLE);

        assertThat(event.id()).isEqualTo(EventId.of("test", "https://orders.example.invalid/shop", "A234-1234-1234"));
        assertThat(event.topic()).isEqualTo("com.example.order.placed");
        assertThat(event.subject()).isEqualTo("order-123");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-14T09:26:53.107Z"));
        assertThat(event.data()).hasToString("{\"orderId\":123,\"customer\":\"demo\"}");
    }

    @Test
    void readsBinaryEventsAsTheSame() {
        EventRecord event = Samples.event(
                ADAPTER,
                Samples.request(
                        "{\"orderId\":123,\"customer\":\"demo\"}",
                        "Content-Type",
                        "application/json",
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        "A234-1234-1234",
                        "ce-source",
                        "https://orders.example.invalid/shop",
                        "ce-type",
                        "com.example.order.placed",
                        "ce-subject",
                        "order-123",
                        "ce-time",
                        "2026-03-14T10:26:53.107+01:00"));

        assertThat(event).isEqualTo(structured(SAMPLE));
    }

    @Test
    void readsBatches() {
        String other = SAMPLE.replace("A234-1234-1234", "B");

        assertThat(Samples.events(ADAPTER, Samples.request("[" + SAMPLE + "," + other + "]", "Content-Type", BATCHED)))
                .extracting(EventRecord::id)
                .containsExactly(
                        EventId.of("test", "https://orders.example.invalid/shop", "A234-1234-1234"),
                        EventId.of("test", "https://orders.example.invalid/shop", "B"));
        assertThat(Samples.events(ADAPTER, Samples.request("[]", "Content-Type", BATCHED)))
                .isEmpty();
    }

    @Test
    void readsStructuredEventsThatAreLabelledPlainJson() {
        assertThat(Samples.event(ADAPTER, Samples.request(SAMPLE, "Content-Type", "application/json")))
                .isEqualTo(structured(SAMPLE));
    }

    @ParameterizedTest
    @CsvSource({
        "%E2%82%AC, \u20ac",
        "Euro%20%E2%82%AC%20%F0%9F%98%80, Euro \u20ac \uD83D\uDE00",
        "100%, 100%",
        "%zz, %zz",
        "a%4, a%4",
        "'\"a \\\"b\\\"\"', 'a \"b\"'",
        "\u20ac%41, \u20acA"
    })
    void undoesTheEncodingOfHeaders(String header, String subject) {
        assertThat(binary("x", "text/plain", header).subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1} | application/json | {\"a\":1}",
                "[1] | application/vnd.x+json | {\"value\":[1]}",
                "hello | text/plain | {\"text\":\"hello\"}",
                "<a/> | application/xml | {\"text\":\"<a/>\"}",
                "abc | image/png | {\"base64\":\"YWJj\"}"
            })
    void makesAnObjectOfBinaryData(String body, String type, String data) {
        assertThat(binary(body, type, "s").data()).hasToString(data);
    }

    @Test
    void anEventMayHaveNoData() {
        assertThat(binary("", "application/json", "s").data()).isEmpty();
        assertThat(structured(SAMPLE.replace("\"data\":", "\"other\":")).data()).isEmpty();
        assertThat(structured(SAMPLE.replace("{ \"orderId\": 123, \"customer\": \"demo\" }", "null"))
                        .data())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"data_base64\":\"eyJhIjoxfQ==\" | {\"a\":1}",
                "\"datacontenttype\":\"image/png\",\"data_base64\":\"YWJj\" | {\"base64\":\"YWJj\"}",
                "\"datacontenttype\":\"text/xml\",\"data\":\"<a/>\" | {\"text\":\"<a/>\"}",
                "\"datacontenttype\":\"application/json\",\"data\":\"a\" | {\"value\":\"a\"}",
                "\"data\":[] | {\"value\":[]}"
            })
    void makesAnObjectOfStructuredData(String members, String data) {
        String body = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"," + members + "}";

        assertThat(structured(body).data()).hasToString(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"specversion", "id", "source", "type"})
    void refusesAnEventWithoutARequiredAttribute(String attribute) {
        assertThat(refused(SAMPLE.replace("\"" + attribute + "\"", "\"other\""), STRUCTURED))
                .isEqualTo(new Adapted.Refused(
                        "not-a-cloudevent", "The attribute " + attribute + " is missing or empty."));
        assertThat(refused("[" + SAMPLE + "," + SAMPLE.replace("\"" + attribute + "\"", "\"other\"") + "]", BATCHED)
                        .sentence())
                .isEqualTo("The attribute [1]." + attribute + " is missing or empty.");
    }

    @Test
    void refusesWhatIsNoCloudEvent() {
        assertThat(refused("{}", "application/json").reason()).isEqualTo("not-a-cloudevent");
        assertThat(refused("[" + SAMPLE + "]", STRUCTURED).reason()).isEqualTo("not-a-cloudevent");
        assertThat(refused(SAMPLE, BATCHED).reason()).isEqualTo("not-a-cloudevent");
        assertThat(refused(SAMPLE.replace("\"data\"", "\"data_base64\":\"!\",\"data\""), STRUCTURED)
                        .reason())
                .isEqualTo("not-a-cloudevent");
        assertThat(refused("x", "application/cloudevents+avro").reason()).isEqualTo("content-type");
        assertThat(refused("x", "application/cloudevents-batch+protobuf").reason())
                .isEqualTo("content-type");
    }

    private static EventRecord structured(String body) {
        return Samples.event(ADAPTER, Samples.request(body, "Content-Type", STRUCTURED));
    }

    private static EventRecord binary(String body, String type, String subject) {
        return Samples.event(
                ADAPTER,
                Samples.request(
                        body,
                        "Content-Type",
                        type,
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        "1",
                        "ce-source",
                        "s",
                        "ce-type",
                        "t",
                        "ce-subject",
                        subject));
    }

    private static Adapted.Refused refused(String body, String type) {
        return Samples.refused(ADAPTER, Samples.request(body, "Content-Type", type));
    }
}
