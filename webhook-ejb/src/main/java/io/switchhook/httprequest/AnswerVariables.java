package io.switchhook.httprequest;

import io.switchhook.api.wire.JsonText;
import io.switchhook.jsonpath.FieldPath;
import io.switchhook.target.Content;
import io.switchhook.target.TargetAnswer;
import io.switchhook.workflow.AnswerPart;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The variables that {@code output} takes from an answer. */
final class AnswerVariables {
    private static final byte[] UTF8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final String SESSION = "set-cookie";

    private final TargetAnswer answer;
    private final JsonValue json;

    /** @param json the body; ignored where no variable needs it */
    AnswerVariables(TargetAnswer answer, JsonValue json) {
        this.answer = answer;
        this.json = json;
    }

    JsonObject of(Map<String, AnswerPart> output) {
        JsonObjectBuilder variables = JsonText.object();
        output.forEach((variable, part) -> value(part).ifPresent(value -> variables.add(variable, value)));
        return variables.build();
    }

    private Optional<JsonValue> value(AnswerPart part) {
        if (part instanceof AnswerPart.Json path) {
            return FieldPath.of(path.path()).read(json);
        }
        if (part instanceof AnswerPart.Header header) {
            return answer.header(header.name()).map(JsonText.provider()::createValue);
        }
        return Optional.of(
                switch ((AnswerPart.Whole) part) {
                    case STATUS -> JsonText.provider().createValue(answer.status());
                    case TEXT -> JsonText.provider().createValue(text(answer.body()));
                    case HEADERS -> headers();
                    case ANSWER ->
                        JsonText.object()
                                .add("httpStatusCode", answer.status())
                                .add("httpResponseBody", text(answer.body()))
                                .add("httpResponseHeaders", headers())
                                .build();
                });
    }

    private JsonObject headers() {
        JsonObjectBuilder headers = JsonText.object();
        answer.headers().forEach((name, value) -> {
            if (!name.equals(SESSION)) {
                headers.add(name, value);
            }
        });
        return headers.build();
    }

    /** In the charset it names, or UTF-8; what is not text in it becomes replacement characters. */
    private static String text(Content body) {
        byte[] bytes = body.bytes();
        int from = markLength(bytes);
        return new String(bytes, from, bytes.length - from, charset(body.type()));
    }

    private static Charset charset(String type) {
        try {
            return ContentCharset.of(type);
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static int markLength(byte[] bytes) {
        return bytes.length >= 3 && Arrays.equals(bytes, 0, 3, UTF8_MARK, 0, 3) ? 3 : 0;
    }

    /** The body's JSON; empty where it is none. */
    static Optional<JsonValue> json(Content body) {
        byte[] bytes = body.bytes();
        int from = markLength(bytes);
        try (JsonReader reader =
                JsonText.provider().createReader(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            return Optional.of(reader.readValue());
        } catch (RuntimeException notJson) {
            // JsonException, and whatever else a parser throws at bytes that are none
            return Optional.empty();
        } catch (StackOverflowError tooDeep) {
            return Optional.empty();
        }
    }
}
