package io.switchhook.adapter;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.JsonText;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Adapter {@code agent-events}: events with {@code Id}, {@code CreationDateUtc}, {@code Category} and {@code Code}, as Intermedia
 * Contact Center (MyContactCenter) sends them; one, or an array of them.
 *
 * <p>Names of envelope members are read in any case, numbers also as strings, {@link AdditionalFields} wherever they stand. Where the
 * sender names no activity, the name that a table has for its code is added as {@code Activity}. Categories and codes this version
 * has not heard of pass on with their numbers.
 *
 * @see <a href="https://mycontactcenter.atlassian.net/wiki/spaces/TK/pages/678789148/Events+Overview">Events Overview</a>
 */
public final class AgentEvents implements Adapter {
    /** Names of activities as far as they are public, which is for a status asked for, not for one told of. */
    public static final Map<Long, String> USUAL_ACTIVITIES =
            Map.of(0L, "not ready", 16L, "available", 17L, "accept internal calls", 34L, "on break");

    private static final String REASON = "not-an-agent-event";
    private static final long AGENT = 1;
    private static final String ACTIVITY = "Activity";

    private final Map<Long, String> activities;
    private final DuplicateWindow window;

    /** @param activities names by code */
    public AgentEvents(Map<Long, String> activities, DuplicateWindow window) {
        this.activities = Map.copyOf(activities);
        this.window = requireNonNull(window, "window is null");
    }

    @Override
    public Adapted adapt(String source, HookRequest request) {
        try {
            RequestEvents events = new RequestEvents(source, request, window, REASON);
            for (Element element : JsonBody.elements(request)) {
                events.add(draft(AdditionalFields.flattened(element.object()), element.place()), element.place());
            }
            return events.all();
        } catch (Unusable unusable) {
            return unusable.refused();
        }
    }

    private Draft draft(JsonObject event, String place) throws Unusable {
        JsonValue category = required(event, "Category", place);
        JsonValue code = required(event, "Code", place);
        OptionalLong categoryNumber = Members.whole(category);
        boolean isAgent = categoryNumber.isPresent() && categoryNumber.getAsLong() == AGENT;
        String subject =
                text(event, "SessionId").or(() -> text(event, "Username")).orElse("");
        return Draft.of(
                        isAgent ? EventKind.AGENT : EventKind.PLAIN,
                        isAgent ? agentTopic(code) : "category." + plain(category) + ".code." + plain(code),
                        subject,
                        time(event),
                        named(event))
                .withId(text(event, "Id"));
    }

    private static String agentTopic(JsonValue code) {
        OptionalLong number = Members.whole(code);
        Optional<AgentCode> known = number.isPresent()
                ? AgentCode.of(number.getAsLong())
                : Members.text(code).flatMap(AgentCode::of);
        return "agent." + known.map(AgentCode::topic).orElseGet(() -> "code." + plain(code));
    }

    /** A whole number without sign of how it was written, anything else as it came. */
    private static String plain(JsonValue value) {
        OptionalLong number = Members.whole(value);
        return number.isPresent()
                ? Long.toString(number.getAsLong())
                : Members.text(value).orElse("");
    }

    private static Optional<Instant> time(JsonObject event) {
        Optional<JsonValue> created = Members.anyCase(event, "CreationDateUtc");
        return created.flatMap(Times::compactUtc)
                .or(() -> created.flatMap(Members::text).flatMap(Times::text));
    }

    private JsonObject named(JsonObject event) {
        Optional<String> name = Members.anyCase(event, "ActivityCode")
                .map(Members::whole)
                .filter(OptionalLong::isPresent)
                .map(code -> activities.get(code.getAsLong()));
        boolean isNamed = text(event, "ActivityName").isPresent()
                || Members.anyCase(event, ACTIVITY).isPresent();
        return name.isEmpty() || isNamed
                ? event
                : JsonText.object(event).add(ACTIVITY, name.get()).build();
    }

    private static JsonValue required(JsonObject event, String member, String place) throws Unusable {
        return Members.anyCase(event, member)
                .filter(value -> Members.text(value).isPresent())
                .orElseThrow(() -> new Unusable(REASON, place + member + " is missing or empty."));
    }

    private static Optional<String> text(JsonObject event, String member) {
        return Members.anyCase(event, member).flatMap(Members::text);
    }
}
