package io.switchhook.definition;

import io.switchhook.api.wire.JsonText;
import io.switchhook.dataaction.DataAction;
import io.switchhook.template.Templates;
import jakarta.json.JsonObject;

/** Data actions for tests, read from what Genesys Cloud would export. */
public final class DataActionSamples {
    public static final String GET = "{\"requestType\":\"GET\",\"requestUrlTemplate\":\"https://x.example.com/\"}";

    private static final String ANYTHING = "{\"input\":{\"inputSchema\":{}},\"output\":{\"successSchema\":{}}}";

    /** Cognigy's call of the bot when a handover ends. */
    public static final DataAction COGNIGY =
            parse("{\"name\":\"Handover end\",\"integrationType\":\"custom-rest-actions\","
                    + "\"actionType\":\"custom\",\"secure\":false,\"config\":{\"request\":{\"requestUrlTemplate\":"
                    + "\"https://endpoint-bot.example.com/handover/genesysCloudOM\",\"requestType\":\"POST\",\"headers\":{},"
                    + "\"requestTemplate\":\"${input.rawRequest}\"},\"response\":{\"translationMap\":{},"
                    + "\"translationMapDefaults\":{},\"successTemplate\":\"${rawResult}\"}},\"contract\":{\"input\":"
                    + "{\"inputSchema\":{\"type\":\"object\",\"properties\":{\"userId\":{\"type\":\"string\"},"
                    + "\"topic\":{\"type\":\"string\"},\"disconnectType\":{\"type\":\"string\"}},\"additionalProperties\":true}},"
                    + "\"output\":{\"successSchema\":{\"type\":\"object\",\"additionalProperties\":true}}}}");

    /** Answers a whole number {@code n}. */
    public static final DataAction COUNTING = parse(
            "{\"name\":\"count\",\"config\":{\"request\":" + GET + ",\"response\":"
                    + "{\"translationMap\":{\"n\":\"$.n\"},\"successTemplate\":\"{\\\"n\\\":${n}}\"}},\"contract\":{\"input\":"
                    + "{\"inputSchema\":{}},\"output\":{\"successSchema\":{\"properties\":{\"n\":{\"type\":\"integer\"}}}}}}");

    private DataActionSamples() {}

    /** An action that takes and gives anything. */
    public static DataAction action(String request, String response) {
        return parse("{\"name\":\"a\",\"config\":{\"request\":" + request + ",\"response\":" + response
                + "},\"contract\":" + ANYTHING + "}");
    }

    public static DataAction secure() {
        return parse("{\"name\":\"a\",\"secure\":true,\"config\":{\"request\":"
                + GET.replace("x.example.com/", "x.example.com/$input.card") + "},\"contract\":" + ANYTHING + "}");
    }

    public static DataAction parse(String json) {
        DefinitionFile file = new DefinitionParser(new Templates()).parse("a.json", json);
        if (!file.errors().isEmpty()) {
            throw new AssertionError(file.errors().toString());
        }
        return ((Definition.DataActionDefinition) file.definitions().get(0)).action();
    }

    static JsonObject json(String text) {
        return JsonText.read(text);
    }
}
