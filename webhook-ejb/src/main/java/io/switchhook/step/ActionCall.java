package io.switchhook.step;

import io.switchhook.credential.Credential;
import io.switchhook.credential.Credentials;
import io.switchhook.dataaction.ActionRequest;
import io.switchhook.dataaction.Answer;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.Secrets;
import io.switchhook.httprequest.ContentCharset;
import io.switchhook.httprequest.RunHeaders;
import io.switchhook.outbound.Authorization;
import io.switchhook.outbound.Grant;
import io.switchhook.outbound.Outbound;
import io.switchhook.target.Content;
import io.switchhook.target.TargetAddress;
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
    private final Outbound outbound;
    private final Tuning tuning;

    ActionCall(Credentials credentials, Outbound outbound, Tuning tuning) {
        this.credentials = credentials;
        this.outbound = outbound;
        this.tuning = tuning;
    }

    /** What the action's templates may use. */
    Secrets secrets(DataAction action, Authorization.Ready authorization) {
        return new Secrets(
                field -> credentials.field(
                        action.credential()
                                .orElseThrow(() -> new IllegalArgumentException("the data action names no credential")),
                        field),
                authorization.grant().map(Grant::answer));
    }

    /**
     * What requests of the action carry by its credential; may fetch a token.
     *
     * @param refused a token that the target does not take
     * @throws io.switchhook.config.InvalidSetting if the credential is not as it must be
     */
    Authorization authorization(DataAction action, Optional<Grant> refused) {
        return action.credential()
                .filter(credentials::hasType)
                .map(name ->
                        refused.map(grant -> outbound.renew(name, grant)).orElseGet(() -> outbound.authorize(name)))
                .orElse(Authorization.Ready.NOBODY);
    }

    /**
     * The call.
     *
     * @param first headers that those of the request replace
     * @param carried what the credential gives the request, over its own headers
     * @throws io.switchhook.config.InvalidSetting if the credential is not as it must be
     * @throws IllegalArgumentException if the URL cannot be called
     */
    TargetCall of(Map<String, String> first, DataAction action, ActionRequest request, Optional<Credential> carried) {
        Map<String, String> headers = new LinkedHashMap<>(first);
        request.headers().forEach((name, value) -> RunHeaders.put(headers, name, value));
        carried.ifPresent(credential -> RunHeaders.put(headers, credential.headerName(), credential.headerValue()));
        return new TargetCall(
                request.method(),
                request.uri(),
                headers,
                request.body()
                        .map(body -> new Content(
                                request.contentType(), body.getBytes(ContentCharset.of(request.contentType())))),
                tuning.callLimits(Optional.empty(), Optional.of(action.timeout())),
                outbound.way(action.credential(), TargetAddress.of(request.uri())));
    }

    static Answer.Received received(TargetAnswer answer) {
        return new Answer.Received(
                answer.status(), new String(answer.body().bytes(), StandardCharsets.UTF_8), answer.truncated());
    }
}
