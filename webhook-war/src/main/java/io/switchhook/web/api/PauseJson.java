package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.pause.Pause;
import io.switchhook.pause.Pause.Kind;
import jakarta.json.JsonObject;

/** Pauses, of whatever kind. */
final class PauseJson {
    private PauseJson() {}

    static JsonObject of(Pause pause) {
        return JsonText.object()
                .add("by", pause.by())
                .add("since", pause.since().toString())
                .build();
    }

    /** Answer to an order to pause. */
    static Document paused(Pause pause) {
        return new ReadyDocument(JsonText.object()
                .add(pause.kind().column(), pause.name())
                .add("paused", of(pause))
                .build());
    }

    /** Answer to an order to go on. */
    static Document resumed(Kind kind, String name, boolean wasPaused) {
        return new ReadyDocument(JsonText.object()
                .add(kind.column(), name)
                .add("wasPaused", wasPaused)
                .build());
    }
}
