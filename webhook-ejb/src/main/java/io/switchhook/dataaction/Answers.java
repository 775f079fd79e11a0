package io.switchhook.dataaction;

import jakarta.json.JsonValue;

/** What an answer must be before it is translated. */
final class Answers {
    private Answers() {}

    static Answer.Received successful(Answer answer) throws OperationFailed {
        if (answer instanceof Answer.Missing missing) {
            throw new OperationFailed(missing.reason());
        }
        Answer.Received received = (Answer.Received) answer;
        if (received.status() < 200 || received.status() > 299) {
            throw new OperationFailed("the target answered " + received.status());
        }
        return received;
    }

    /** The body's JSON; an empty one counts as an object without members. */
    static JsonValue json(Answer.Received answer) throws OperationFailed {
        if (answer.truncated()) {
            throw new OperationFailed("it is larger than switchhook.target.max-response allows");
        }
        return answer.body().isBlank() ? JsonValue.EMPTY_JSON_OBJECT : Json.read(answer.body());
    }
}
