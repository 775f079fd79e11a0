package io.switchhook.dataaction;

import io.switchhook.api.wire.JsonText;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs of data actions: what comes before the call, and what comes after it. Thread-safe. */
public final class DataActionRuns {
    private static final JsonString HIDDEN = JsonText.provider().createValue("(not shown: the action is secure)");

    private final VelocityTemplates templates;

    public DataActionRuns(VelocityTemplates templates) {
        this.templates = templates;
    }

    /** Makes the call of a run. */
    public interface Caller {
        Answer call(ActionRequest request);
    }

    /** A run under way: an action, what it was given, and who hears of its operations. To be used by one thread. */
    public final class Run {
        private final DataAction action;
        private final JsonObject input;
        private final CredentialFields credentials;
        private final LoginFields login;
        private final Recorder recorder;

        private Run(DataAction action, JsonObject input, Secrets secrets, Recorder recorder) {
            this.action = action;
            this.input = input;
            this.credentials = new CredentialFields(secrets.credentials());
            this.login = new LoginFields(secrets.authResponse(), credentials::remember);
            this.recorder = recorder;
        }

        /** The operations before the call. */
        public Preparation prepare() {
            try {
                JsonObject checked = done(Operation.CHECK_INPUT, this::checkedInput, value -> value);
                RequestFilling filling = new RequestFilling(templates, action.request(), checked, credentials, login);
                RequestFilling shown =
                        new RequestFilling(templates, action.request(), checked, Masks.HIDDEN, Masks.HIDDEN);
                URI uri =
                        done(Operation.FILL_IN_URL, () -> RequestFilling.uri(filling.url()), any -> shown(shown::url));
                Map<String, String> headers =
                        done(Operation.FILL_IN_HEADERS, filling::headers, any -> shownHeaders(shown));
                Optional<String> body = Optional.empty();
                if (action.request().hasBody()) {
                    body = Optional.of(done(Operation.FILL_IN_BODY, filling::body, any -> shown(shown::body)));
                }
                return new Preparation.Ready(new ActionRequest(
                        action.request().method(),
                        uri,
                        RequestFilling.withoutContentType(headers),
                        RequestFilling.contentType(headers),
                        body));
            } catch (Ended ended) {
                return new Preparation.Failed(ended.failure);
            }
        }

        /** The operations after the call. */
        public Outcome finish(Answer answer) {
            if (answer instanceof Answer.Missing missing && missing.timedOut()) {
                recorder.failed(Operation.CALL, missing.reason());
                return new Outcome.TimedOut(missing.reason());
            }
            try {
                Answer.Received received =
                        done(Operation.CALL, () -> Answers.successful(answer), any -> JsonText.object()
                                .add("status", any.status())
                                .build());
                JsonValue raw = done(Operation.READ_ANSWER, () -> Answers.json(received), value -> value);
                Translation translation =
                        done(Operation.TRANSLATE, () -> Translation.of(action.response(), raw), Translation::shown);
                JsonValue result = done(
                        Operation.FILL_IN_RESULT,
                        () -> translation.result(templates, action.response(), raw, input),
                        value -> value);
                return new Outcome.Success(done(Operation.CHECK_OUTPUT, () -> checkedOutput(result), value -> value));
            } catch (Ended ended) {
                return ended.failure;
            }
        }

        /** A text without the secrets that the request was given; nothing of it where the action is secure. */
        public String masked(String text) {
            return action.secure() ? HIDDEN.getString() : credentials.masked(text);
        }

        private JsonObject checkedInput() throws OperationFailed {
            Json.moderate(input);
            List<String> problems = action.input().problems(input);
            if (!problems.isEmpty()) {
                throw new OperationFailed(String.join("; ", problems));
            }
            return input;
        }

        private JsonValue checkedOutput(JsonValue result) throws OperationFailed {
            List<String> problems = action.output().problems(result);
            if (!problems.isEmpty()) {
                throw new OperationFailed(String.join("; ", problems));
            }
            return result;
        }

        private JsonValue shownHeaders(RequestFilling shown) throws OperationFailed {
            JsonObjectBuilder headers = JsonText.object();
            shown.headers()
                    .forEach((name, value) -> headers.add(name, Masks.isSecretHeader(name) ? Masks.MASK : value));
            return headers.build();
        }

        private JsonValue shown(Work<String> work) throws OperationFailed {
            return JsonText.provider().createValue(work.run());
        }

        private <T> T done(Operation operation, Work<T> work, Showing<T> showing) throws Ended {
            try {
                T result = work.run();
                recorder.done(operation, visible(result, showing));
                return result;
            } catch (OperationFailed failed) {
                String reason = credentials.masked(failed.getMessage());
                recorder.failed(operation, reason);
                throw new Ended(new Outcome.Failure(operation, reason));
            }
        }

        private <T> Supplier<JsonValue> visible(T result, Showing<T> showing) {
            return () -> {
                if (action.secure()) {
                    return HIDDEN;
                }
                try {
                    JsonValue shown = showing.of(result);
                    String text = JsonText.text(shown);
                    String masked = credentials.masked(text);
                    return masked.equals(text) ? shown : Json.read(masked);
                } catch (OperationFailed unshowable) {
                    return JsonText.provider().createValue("(cannot be shown without its secrets)");
                }
            };
        }
    }

    private interface Work<T> {
        T run() throws OperationFailed;
    }

    private interface Showing<T> {
        JsonValue of(T result) throws OperationFailed;
    }

    private static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Outcome.Failure failure;

        Ended(Outcome.Failure failure) {
            super(failure.reason());
            this.failure = failure;
        }
    }

    /** Begins a run. */
    public Run begin(DataAction action, JsonObject input, Secrets secrets, Recorder recorder) {
        return new Run(action, input, secrets, recorder);
    }

    /** All of a run, the call made by {@code caller}. */
    public Outcome run(DataAction action, JsonObject input, Secrets secrets, Recorder recorder, Caller caller) {
        Run run = begin(action, input, secrets, recorder);
        Preparation preparation = run.prepare();
        if (preparation instanceof Preparation.Ready ready) {
            return run.finish(caller.call(ready.request()));
        }
        return ((Preparation.Failed) preparation).failure();
    }
}
