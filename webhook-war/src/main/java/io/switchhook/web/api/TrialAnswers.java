package io.switchhook.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.trial.InvalidTrial;
import io.switchhook.trial.Trial;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.Supplier;

/** What the resources that try triggers have in common. */
final class TrialAnswers {
    /** Largest body of a request, bytes. */
    static final int MAX_BODY = 1 << 20;

    static final String BODY = "The body cannot be read";

    private TrialAnswers() {}

    /** What came of trying one trigger. */
    static Document of(Supplier<Trial.OfOne> trial) {
        return asked(() -> TrialJson.one(trial.get()));
    }

    /** What came of trying the triggers about a topic. */
    static Document ofTopic(Supplier<Trial> trial) {
        return asked(() -> TrialJson.topic(trial.get()));
    }

    private static Document asked(Supplier<JsonObject> trial) {
        try {
            return new ReadyDocument(trial.get());
        } catch (InvalidTrial invalid) {
            throw switch (invalid.kind()) {
                case BODY -> Refusal.badRequest("invalid-body", BODY, invalid.detail());
                case EVENT -> Refusal.badRequest("invalid-event", "The event cannot be one", invalid.detail());
                case TRIGGER -> Refusal.badRequest("invalid-trigger", "The trigger cannot be one", invalid.detail());
                case UNKNOWN_EVENT -> Refusal.notFound(invalid.detail());
                case DENIED -> Refusal.of(403, invalid.detail());
            };
        }
    }

    /** The body of a request, UTF-8. */
    static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BODY + 1);
            if (bytes.length > MAX_BODY) {
                throw Refusal.of(413, "found more, allowed are " + MAX_BODY + " bytes");
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            throw Refusal.badRequest("invalid-body", BODY, "found no UTF-8, allowed is JSON in UTF-8");
        } catch (IOException broken) {
            throw Refusal.badRequest("invalid-body", BODY, "it broke off");
        }
    }
}
