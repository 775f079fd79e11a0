package io.switchhook.dataaction;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps what became of each operation, for the answer of a test in the form of Genesys Cloud. For one run. */
public final class OperationLog implements Recorder {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(Operation operation, Optional<JsonValue> result, Optional<String> error) {}

    @Override
    public void done(Operation operation, Supplier<JsonValue> result) {
        entries.add(new Entry(operation, Optional.of(result.get()), Optional.empty()));
    }

    @Override
    public void failed(Operation operation, String error) {
        entries.add(new Entry(operation, Optional.empty(), Optional.of(error)));
    }

    /** {@code {success, operations: [{step, name, success, result, error}], finalResult, error}}; what there is not is left out. */
    public JsonObject report(Outcome outcome) {
        JsonArrayBuilder operations = JsonText.array();
        for (Entry entry : entries) {
            JsonObjectBuilder operation = JsonText.object()
                    .add("step", entry.operation().step())
                    .add("name", entry.operation().text())
                    .add("success", entry.error().isEmpty());
            entry.result().ifPresent(result -> operation.add("result", result));
            entry.error().ifPresent(error -> operation.add("error", error));
            operations.add(operation);
        }
        JsonObjectBuilder report = JsonText.object()
                .add("success", outcome instanceof Outcome.Success)
                .add("operations", operations);
        if (outcome instanceof Outcome.Success) {
            lastResult().ifPresent(result -> report.add("finalResult", result));
        } else if (outcome instanceof Outcome.Failure failure) {
            report.add("error", failure.message());
        } else if (outcome instanceof Outcome.TimedOut timedOut) {
            report.add("error", timedOut.reason());
        }
        return report.build();
    }

    private Optional<JsonValue> lastResult() {
        return entries.isEmpty()
                ? Optional.empty()
                : entries.get(entries.size() - 1).result();
    }
}
