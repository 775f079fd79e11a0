package io.switchhook.dataaction;

import jakarta.json.JsonValue;
import java.util.function.Supplier;

/** Hears of each operation of a run. */
public interface Recorder {
    /** Records nothing. */
    Recorder NONE = new Recorder() {
        @Override
        public void done(Operation operation, Supplier<JsonValue> result) {
            // nobody asks
        }

        @Override
        public void failed(Operation operation, String error) {
            // nobody asks
        }
    };

    /** @param result what may be shown of it: without secrets */
    void done(Operation operation, Supplier<JsonValue> result);

    /** @param error for people, without secrets */
    void failed(Operation operation, String error);
}
