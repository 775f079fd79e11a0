package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.adapter.Adapted.Events;
import io.switchhook.adapter.Adapted.Refused;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.EventId;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final String SAMPLE = """
            {"operationId": "op-1", "data": {"entities": [
              {"event": "STARTED", "entity": {"id": "i-1", "mediaType": "chat", "interactionSubtype": "InboundNew"}},
              {"event": "FINISHED", "entity": {"id": "i-3", "mediaType": "email", "interactionSubtype": "Outbound"}}]}}
            """;

    @Test
    void makesOneEventOfEachElement() {
        List<EventRecord> events = events(SAMPLE);

        assertThat(events)
                .extracting(EventRecord::topic)
                .containsExactly("interaction.started", "interaction.finished");
        assertThat(events).extracting(EventRecord::subject).containsExactly("i-1", "i-3");
        EventRecord first = events.get(0);
        assertThat(first.kind()).isEqualTo(EventKind.INTERACTION);
        assertThat(first.source()).isEqualTo("digital");
        assertThat(first.time()).isEqualTo(NOW);
        assertThat(first.receivedAt()).isEqualTo(NOW);
        assertThat(first.data())
                .hasToString("{\"id\":\"i-1\",\"mediaType\":\"chat\",\"interactionSubtype\":\"InboundNew\"}");
    }

    @Test
    void givesTheSameIdOnEveryRedeliveryAndAnotherToEverythingElse() {
        assertThat(ids(SAMPLE)).isEqualTo(ids(SAMPLE)).doesNotHaveDuplicates();
        assertThat(ids(SAMPLE)).allMatch(id -> id.matches("[0-9a-f]{32}"));
        assertThat(ids(SAMPLE.replace("op-1", "op-2"))).doesNotContainAnyElementsOf(ids(SAMPLE));
        assertThat(((Events) adapt("other", SAMPLE, Map.of())).events())
                .extracting(EventRecord::id)
                .doesNotContainAnyElementsOf(ids(SAMPLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"operationId\": null,", "\"operationId\": \"\","})
    void fallsBackToInteractionAndEventWithoutAnOperation(String operation) {
        String body =
                "{" + operation + "\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"i-1\"}}]}}";

        assertThat(ids(body)).containsExactly(EventId.of("digital", "i-1", "STARTED"));
    }

    @Test
    void correlatesByTraceElseByOperation() {
        assertThat(events(SAMPLE)).allMatch(event -> event.correlationId().equals("op-1"));
        assertThat(((Events) adapt("digital", SAMPLE, Map.of("x-b3-traceid", List.of("463ac35c9f6413ad")))).events())
                .allMatch(event -> event.correlationId().equals("463ac35c9f6413ad"));
    }

    @Test
    void cutsACorrelationIdThatIsTooLongWithoutSplittingACharacter() {
        String trace = "x".repeat(255) + "\uD83D\uDE00";

        assertThat(((Events) adapt("digital", SAMPLE, Map.of("X-B3-TraceId", List.of(trace)))).events())
                .allMatch(event -> event.correlationId().equals("x".repeat(255)));
    }

    @Test
    void passesValuesOnThatItDoesNotKnow() {
        List<EventRecord> events = events(
                "{\"new\":1,\"data\":{\"entities\":[{\"event\":\"On_Hold\",\"more\":[],\"entity\":{\"id\":\"i\",\"mediaType\":"
                        + "\"smoke\",\"extra\":{\"deep\":[1.50,true,null]}}}]}}");

        assertThat(events).extracting(EventRecord::topic).containsExactly("interaction.on_hold");
        assertThat(events.get(0).data())
                .hasToString("{\"id\":\"i\",\"mediaType\":\"smoke\",\"extra\":{\"deep\":[1.50,true,null]}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":{\"entities\":null}}",
                "{\"data\":{\"entities\":[]}}",
                "{\"data\":{\"entities\":[{}]}}",
                "{\"data\":{\"entities\":[null]}}",
                "\uFEFF{}"
            })
    void makesNoEventOfARequestThatCarriesNone(String body) {
        assertThat(events(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"data\":[]} | data is not an object.",
                "{\"operationId\":7} | operationId is not a string.",
                "{\"operationId\":\"a\\u0000b\"} | operationId has control characters or broken Unicode.",
                "{\"data\":{\"entities\":{}}} | data.entities is not an array.",
                "{\"data\":{\"entities\":[7]}} | data.entities[0] is not an object.",
                "{\"data\":{\"entities\":[{\"entity\":{\"id\":\"i\"}}]}} | data.entities[0].event is missing or empty.",
                "{\"data\":{\"entities\":[{\"event\":\"\",\"entity\":{\"id\":\"i\"}}]}} |"
                        + " data.entities[0].event is missing or empty.",
                "{\"data\":{\"entities\":[{\"event\":7,\"entity\":{\"id\":\"i\"}}]}} | data.entities[0].event is not a string.",
                "{\"data\":{\"entities\":[{\"event\":\"STARTED\"}]}} | data.entities[0].entity is missing or empty.",
                "{\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":\"i\"}]}} | data.entities[0].entity is not an object.",
                "{\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{}}]}} |"
                        + " data.entities[0].entity.id is missing or empty.",
                "{\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":5}}]}} |"
                        + " data.entities[0].entity.id is not a string.",
                "{\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"a\\u0000\"}}]}} |"
                        + " data.entities[0].entity.id has control characters or broken Unicode.",
                "{\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"\\ud800\"}}]}} |"
                        + " data.entities[0].entity.id has control characters or broken Unicode."
            })
    void refusesWhatNoEventCanBeMadeOf(String body, String sentence) {
        assertThat(adapt(body)).isEqualTo(new Refused("not-an-interaction", sentence));
    }

    @Test
    void takesAllElementsOrNone() {
        String half = SAMPLE.replace("\"FINISHED\"", "null");

        assertThat(adapt(half))
                .isEqualTo(new Refused("not-an-interaction", "data.entities[1].event is missing or empty."));
    }

    @Test
    void refusesWhatIsTooLongToBeKept() {
        assertThat(events(SAMPLE.replace("i-1", "i".repeat(512)))).hasSize(2);
        assertThat(refusal(SAMPLE.replace("i-1", "i".repeat(513)))).isEqualTo("not-an-interaction");
        assertThat(events(SAMPLE.replace("STARTED", "E".repeat(500)))).hasSize(2);
        assertThat(refusal(SAMPLE.replace("STARTED", "E".repeat(501)))).isEqualTo("not-an-interaction");
    }

    @Test
    void refusesMoreEventsThanOneTransactionShouldHold() {
        String elements = "{},".repeat(RequestEvents.MAX_EVENTS);

        assertThat(refusal("{\"data\":{\"entities\":[" + elements + "{}]}}")).isEqualTo("too-many-events");
    }

    private static List<String> ids(String body) {
        return events(body).stream().map(EventRecord::id).toList();
    }

    private static List<EventRecord> events(String body) {
        return ((Events) adapt(body)).events();
    }

    private static String refusal(String body) {
        return ((Refused) adapt(body)).reason();
    }

    private static Adapted adapt(String body) {
        return adapt("digital", body, Map.of());
    }

    private static Adapted adapt(String source, String body, Map<String, List<String>> headers) {
        return new Interactions()
                .adapt(
                        source,
                        new HookRequest(Headers.of(headers), body.getBytes(StandardCharsets.UTF_8), "192.0.2.1", NOW));
    }
}
