package io.switchhook.catalog;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import jakarta.json.JsonValue;
import java.time.Instant;

final class Events {
    private Events() {}

    static EventRecord of(String topic) {
        return new EventRecord(
                "e",
                EventKind.PLAIN,
                "s",
                topic,
                "subject",
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                JsonValue.EMPTY_JSON_OBJECT);
    }
}
