package io.switchhook.adapter;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.wire.EventKind;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Adapter {@code cloudevents}: CloudEvents 1.0 over HTTP, told apart by {@code Content-Type}: structured
 * ({@code application/cloudevents+json}), batched ({@code application/cloudevents-batch+json}), else binary, the attributes in headers
 * that begin with {@code ce-}. A JSON object with {@code specversion} and no such header is structured too, as some senders mislabel
 * theirs.
 *
 * <p>An event's data is an object. Where the CloudEvent's is none, it is {@code value} (other JSON), {@code text} or {@code base64} of
 * one.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP Protocol Binding</a>
 */
public final class CloudEvents implements Adapter {
    static final String REASON = "not-a-cloudevent";

    private static final String STRUCTURED = "application/cloudevents";
    private static final String BATCHED = "application/cloudevents-batch";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    private final DuplicateWindow window;

    public CloudEvents(DuplicateWindow window) {
        this.window = requireNonNull(window, "window is null");
    }

    @Override
    public Adapted adapt(String source, HookRequest request) {
        try {
            RequestEvents events = new RequestEvents(source, request, window, REASON);
            JsonBody.checkNotCompressed(request);
            String type = MediaType.of(request).map(MediaType::essence).orElse("");
            if (type.startsWith(STRUCTURED)) {
                checkFormat(type);
                boolean batched = type.startsWith(BATCHED);
                for (Element element : Element.of(JsonBody.value(request.body()), "")) {
                    if (batched == element.place().isEmpty()) {
                        throw new Unusable(
                                REASON,
                                "The body must be an array if, and only if, Content-Type is " + BATCHED + "+json.");
                    }
                    events.add(draft(CloudEvent.structured(element.object()), element.place()), element.place());
                }
            } else {
                events.add(draft(unlabelled(request), ""), "");
            }
            return events.all();
        } catch (Unusable unusable) {
            return unusable.refused();
        }
    }

    private static CloudEvent unlabelled(HookRequest request) throws Unusable {
        if (CloudEvent.isBinary(request)) {
            return CloudEvent.binary(request);
        }
        JsonObject body = JsonBody.read(request);
        if (body.containsKey("specversion")) {
            return CloudEvent.structured(body);
        }
        throw new Unusable(REASON, "There is neither a header ce-specversion nor a member specversion in the body.");
    }

    private static void checkFormat(String type) throws Unusable {
        String format =
                type.startsWith(BATCHED) ? type.substring(BATCHED.length()) : type.substring(STRUCTURED.length());
        if (!format.isEmpty() && !format.equals("+json")) {
            throw new Unusable("content-type", "CloudEvents are taken in JSON format alone, or in binary mode.");
        }
    }

    private static Draft draft(CloudEvent event, String place) throws Unusable {
        for (String attribute : REQUIRED) {
            if (event.attribute(attribute).isEmpty()) {
                throw new Unusable(REASON, "The attribute " + place + attribute + " is missing or empty.");
            }
        }
        Optional<String> time = event.attribute("time");
        return Draft.of(
                        EventKind.PLAIN,
                        event.attribute("type").orElseThrow(),
                        event.attribute("subject").orElse(""),
                        time.flatMap(Times::text),
                        event.data())
                .withId(List.of(
                        event.attribute("source").orElseThrow(),
                        event.attribute("id").orElseThrow()));
    }
}
