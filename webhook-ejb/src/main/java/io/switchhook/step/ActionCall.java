package io.switchhook.step;

import io.switchhook.credential.Credential;
import io.switchhook.credential.Credentials;
import io.switchhook.dataaction.ActionRequest;
import io.switchhook.dataaction.Answer;
import io.switchhook.dataaction.DataAction;
import io.switchhook.httprequest.ContentCharset;
import io.switchhook.httprequest.RunHeaders;
import io.switchhook.target.Content;
import io.switchhook.target.TargetAnswer;
import io.switchhook.target.TargetCall;
import io.switchhook.tuning.Tuning;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the call of a data action's request, with its credential, and what tells repeats and origin. */
final class ActionCall {
    private final Credentials credentials;

    ActionCall(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * A field of the action's credential.
     *
     * @throws IllegalArgumentException if there is none
     */
    String field(DataAction action, String field) {
        return credentials.field(
                action.credential()
                        .orElseThrow(() -> new IllegalArgumentException("the data action names no credential")),
                field);
    }

    /**
     * The call.
     *
     * @param first headers that those of the request replace
     * @throws io.switchhook.config.InvalidSetting if the credential is not as it must be
     * @throws IllegalArgumentException if the URL cannot be called
     */
    TargetCall of(Map<String, String> first, DataAction action, ActionRequest request, Tuning tuning) {
        Map<String, String> headers = new LinkedHashMap<>(first);
        request.headers().forEach((name, value) -> RunHeaders.put(headers, name, value));
        action.credential().filter(credentials::hasType).ifPresent(name -> {
            Credential credential = credentials.authorization(name);
            RunHeaders.put(headers, credential.headerName(), credential.headerValue());
        });
        return new TargetCall(
                request.method(),
                request.uri(),
                headers,
                request.body()
                        .map(body -> new Content(
                                request.contentType(), body.getBytes(ContentCharset.of(request.contentType())))),
                tuning.callLimits(Optional.empty(), Optional.of(action.timeout())),
                tuning.egress());
    }

    static Answer.Received received(TargetAnswer answer) {
        return new Answer.Received(
                answer.status(), new String(answer.body().bytes(), StandardCharsets.UTF_8), answer.truncated());
    }
}
