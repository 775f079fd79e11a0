package io.switchhook.query;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * An event with its content and what became of it.
 *
 * @param summary what the lists show
 * @param data the event's content, masked
 * @param receipt facts about the request that brought it, masked
 * @param runs what it started, oldest first
 */
public record EventDetail(EventSummary summary, JsonObject data, JsonObject receipt, List<RunView> runs) {
    public EventDetail {
        runs = List.copyOf(runs);
    }
}
