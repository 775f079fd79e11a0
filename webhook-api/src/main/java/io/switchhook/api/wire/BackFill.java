package io.switchhook.api.wire;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which events of the past a subscriber asks for; one of the two times is given.
 *
 * @param id what the asker knows his request by: asked for again under the same one, nothing more comes
 * @param since those received at or after this time
 * @param after those stored after the event with this id
 */
public record BackFill(String id, Optional<Instant> since, Optional<String> after) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
    private static final int LONGEST_EVENT_ID = 64;

    /** @throws IllegalArgumentException if a part is not as it must be; the message says how */
    public BackFill {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id: allowed are 1 to 100 of the characters A-Z a-z 0-9 . _ : -");
        }
        if (since.isPresent() == after.isPresent()) {
            throw new IllegalArgumentException("allowed is one of since and after");
        }
        if (after.filter(event -> event.isBlank() || event.length() > LONGEST_EVENT_ID)
                .isPresent()) {
            throw new IllegalArgumentException("after: allowed is the id of an event");
        }
    }

    /** @see BackFill#since() */
    public static BackFill since(String id, Instant time) {
        return new BackFill(id, Optional.of(time), Optional.empty());
    }

    /** @see BackFill#after() */
    public static BackFill after(String id, String event) {
        return new BackFill(id, Optional.empty(), Optional.of(event));
    }

    /** For people: {@code since 2026-11-22T08:00:00Z}, {@code after 2dd45a50}. */
    public String described() {
        return since.map(time -> "since " + time).orElseGet(() -> "after " + after.orElse(""));
    }

    JsonObject toJson() {
        JsonObjectBuilder json = JsonText.object().add("id", id);
        since.ifPresent(time -> json.add("since", time.toString()));
        after.ifPresent(event -> json.add("after", event));
        return json.build();
    }

    static BackFill fromJson(JsonObject json) {
        return new BackFill(
                json.getString("id"),
                json.containsKey("since") ? Optional.of(Instant.parse(json.getString("since"))) : Optional.empty(),
                Optional.ofNullable(json.getString("after", null)));
    }
}
