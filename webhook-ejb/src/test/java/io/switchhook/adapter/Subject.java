package io.switchhook.adapter;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An adapter with a sample that it understands, for the contract that all of them keep. The sample has one event, and the sender's
 * id of it.
 *
 * @param contentType of the sample
 * @param dataAt JSON pointer of the event's data in the sample
 * @param batch what goes around a list of samples to make a batch of it; empty where there is no batch
 */
record Subject(
        String name, Adapter adapter, String contentType, String sample, String dataAt, Optional<String[]> batch) {
    private static final Optional<String[]> ARRAY = Optional.of(new String[] {"[", "]"});

    static Subject[] values() {
        DuplicateWindow window = new DuplicateWindow(Optional.empty(), new SplittableRandom(7));
        MemberRules members = new MemberRules(
                "received",
                Optional.of(ValueFrom.of("type")),
                Optional.of(ValueFrom.of("$.data.ticket.id")),
                Optional.of(ValueFrom.of("id")),
                Optional.of(ValueFrom.of("created")));
        MemberRules flow = new MemberRules(
                "event",
                Optional.empty(),
                Optional.empty(),
                Optional.of(ValueFrom.of("InteractionId")),
                Optional.empty());
        return new Subject[] {
            new Subject(
                    "interactions",
                    new Interactions(),
                    "application/json",
                    "{\"operationId\":\"op\",\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"i\"}}]}}",
                    "/data/entities/0/entity",
                    Optional.empty()),
            new Subject(
                    "genesys-cloud",
                    new GenesysCloud(GenesysCloud.USUAL_TOPIC, window),
                    "application/json; charset=utf-8",
                    Samples.read("genesys-cloud-envelope.json"),
                    "/detail/eventBody",
                    ARRAY),
            new Subject(
                    "agent-events",
                    new AgentEvents(Map.of(), window),
                    "application/json",
                    Samples.read("agent-flat.json"),
                    "",
                    ARRAY),
            new Subject(
                    "web-engagement",
                    new WebEngagement(window),
                    "application/json",
                    Samples.read("web-business.json"),
                    "",
                    Optional.of(new String[] {"{\"events\":[", "]}"})),
            new Subject(
                    "webex-webhooks",
                    new WebexWebhooks(window),
                    "application/json",
                    Samples.read("webex-v2.json"),
                    "/data",
                    ARRAY),
            new Subject(
                    "webex-flow",
                    new WebexFlow(flow, window),
                    "application/json",
                    Samples.read("webex-flow.json"),
                    "",
                    ARRAY),
            new Subject(
                    "cloudevents",
                    new CloudEvents(window),
                    "application/cloudevents+json",
                    Samples.read("cloudevent.json"),
                    "/data",
                    Optional.empty()),
            new Subject("json", new AnyBody(members, window), "application/json", Samples.read("json.json"), "", ARRAY)
        };
    }

    JsonObject sampleObject() {
        return JsonText.read(sample);
    }

    @Override
    public String toString() {
        return name;
    }
}
