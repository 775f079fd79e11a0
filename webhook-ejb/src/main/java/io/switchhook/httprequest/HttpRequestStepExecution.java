package io.switchhook.httprequest;

import io.switchhook.config.InvalidSetting;
import io.switchhook.credential.Credential;
import io.switchhook.credential.Credentials;
import io.switchhook.outbound.Authorization;
import io.switchhook.outbound.Authorization.Ready;
import io.switchhook.outbound.Outbound;
import io.switchhook.target.CallResult;
import io.switchhook.target.GuardedCalls;
import io.switchhook.target.TargetAddress;
import io.switchhook.target.TargetCall;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.template.Templates;
import io.switchhook.tuning.Tuning;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Does the step {@code httpRequest}: one call, no longer than its time-out. A token that has to be fetched first, and the second call
 * when the target does not take a kept one (401), have their own.
 *
 * <p>Done is 2xx, or what {@code success} lists. Another attempt may help after 408, 425, 429, 5xx, when there was no answer (no
 * connection, time-out, broken answer) and when no token was had; not after other statuses, a refused address, or when the request cannot
 * be made: a template fails, a setting is missing, the URL is none. Reasons show method, URL without query, status; never headers, bodies
 * or query.
 */
@ApplicationScoped
public class HttpRequestStepExecution {
    private static final int UNAUTHORIZED = 401;

    private final RequestRendering rendering;
    private final GuardedCalls calls;
    private final Outbound outbound;
    private final Tuning tuning;
    private final Clock clock;
    private final ExchangeRecords records;

    @Inject
    public HttpRequestStepExecution(
            Templates templates,
            Credentials credentials,
            Targets targets,
            TargetConnection connection,
            Outbound outbound,
            Tuning tuning,
            Clock clock) {
        this.rendering = new RequestRendering(templates, credentials);
        this.calls = new GuardedCalls(targets, connection);
        this.outbound = outbound;
        this.tuning = tuning;
        this.clock = clock;
        this.records = new ExchangeRecords(tuning);
    }

    /** For the CDI client proxy. */
    protected HttpRequestStepExecution() {
        this(null, null, null, null, null, null, null);
    }

    /** One attempt of {@code step}. */
    public StepResult execute(HttpRequestStep step, RunContext context) {
        try {
            Authorization authorization =
                    step.credential().map(outbound::authorize).orElse(Ready.NOBODY);
            return authorization instanceof Ready ready
                    ? call(step, context, ready, true)
                    : WithoutLogin.result((Authorization.Missing) authorization);
        } catch (InvalidSetting wrong) {
            return unsendable("credential: " + wrong.getMessage());
        } catch (Unsendable unsendable) {
            return unsendable(unsendable.getMessage());
        }
    }

    private StepResult call(HttpRequestStep step, RunContext context, Ready authorization, boolean renewable)
            throws Unsendable {
        Rendered rendered = new Rendered(step, context, authorization.carried());
        Optional<TargetAddress> known = RequestRendering.target(step);
        String target = (known.isPresent() ? known.get() : rendered.request().target()).toString();
        CallResult result = calls.call(target, rendered::call);
        if (renewable && authorization.grant().isPresent() && isUnauthorized(step, result)) {
            // The token was withdrawn before its time. The target has done nothing, so this is one attempt still.
            Authorization renewed = outbound.renew(
                    step.credential().orElseThrow(), authorization.grant().get());
            return renewed instanceof Ready ready
                    ? call(step, context, ready, false)
                    : WithoutLogin.result((Authorization.Missing) renewed);
        }
        if (result instanceof CallResult.Answered answered) {
            String shown = rendered.request().shown();
            StepResult read = AnswerReading.result(step, target, shown, answered.answer(), clock.instant());
            return records.with(read, rendered.made(), Optional.of(answered.answer()), UnaryOperator.identity());
        }
        if (result instanceof CallResult.Unanswered unanswered) {
            String reason = rendered.request().shown() + ": " + unanswered.reason();
            StepResult failed = new StepResult.Failed(target, reason, unanswered.retryable(), Optional.empty());
            return records.with(failed, rendered.made(), Optional.empty(), UnaryOperator.identity());
        }
        if (result instanceof CallResult.Resting resting) {
            return new StepResult.Later(target, resting.reason(), resting.due());
        }
        return new StepResult.Full(target);
    }

    private static boolean isUnauthorized(HttpRequestStep step, CallResult result) {
        return result instanceof CallResult.Answered answered
                && answered.answer().status() == UNAUTHORIZED
                && !step.answer().isSuccess(UNAUTHORIZED);
    }

    private static StepResult unsendable(String reason) {
        return new StepResult.Failed("", reason, false, Optional.empty());
    }

    /** The request of one call, rendered when it is asked for: most calls of a busy target find it full, and would be rendered in vain. */
    private final class Rendered {
        private final HttpRequestStep step;
        private final RunContext context;
        private final Optional<Credential> carried;
        private Optional<HttpRequest> request = Optional.empty();
        private Optional<TargetCall> made = Optional.empty();

        Rendered(HttpRequestStep step, RunContext context, Optional<Credential> carried) {
            this.step = step;
            this.context = context;
            this.carried = carried;
        }

        HttpRequest request() throws Unsendable {
            if (request.isEmpty()) {
                request = Optional.of(rendering.render(step, context, carried));
            }
            return request.get();
        }

        /** The call, if it was begun. */
        Optional<TargetCall> made() {
            return made;
        }

        TargetCall call() throws Unsendable {
            TargetCall call = new TargetCall(
                    request().method(),
                    request().uri(),
                    request().headers(),
                    request().body(),
                    tuning.callLimits(
                            step.connectTimeout(), step.timeout(), step.answer().largest()),
                    outbound.way(step.credential(), request().target()));
            made = Optional.of(call);
            return call;
        }
    }
}
