package io.switchhook.trigger;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a workflow is handed of the event, in the words of Genesys Cloud. */
public enum DataFormat {
    /** Members at the top that are no objects or arrays, each by its name. */
    TOP_LEVEL_PRIMITIVES("TopLevelPrimitives"),
    /** The whole event as {@code jsonData}, and nothing by its own name. */
    JSON("Json");

    private static final String WHOLE = "jsonData";

    private final String text;

    DataFormat(String text) {
        this.text = text;
    }

    /** The name in a definition. */
    public String text() {
        return text;
    }

    /** All names, in order. */
    public static List<String> names() {
        return Arrays.stream(values()).map(DataFormat::text).toList();
    }

    /** The format of this name. */
    public static Optional<DataFormat> of(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text.equals(text))
                .findFirst();
    }

    /** Variables that lie over the members of the data: null for each that is not handed over. */
    JsonObject variables(JsonObject data) {
        JsonObjectBuilder variables = JsonText.object();
        data.forEach((name, value) -> {
            if (this == JSON || value instanceof JsonStructure) {
                variables.addNull(name);
            }
        });
        if (this == JSON) {
            variables.add(WHOLE, data);
        }
        return variables.build();
    }
}
