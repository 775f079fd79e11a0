package io.switchhook.httprequest;

import io.switchhook.credential.Credentials;
import io.switchhook.target.Admission;
import io.switchhook.target.CallFailed;
import io.switchhook.target.ConnectionFailed;
import io.switchhook.target.TargetAddress;
import io.switchhook.target.TargetAnswer;
import io.switchhook.target.TargetCall;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.template.Templates;
import io.switchhook.tuning.Tuning;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepExecution;
import io.switchhook.workflow.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;

/**
 * Does the step {@code httpRequest}: one call, no longer than its time-out.
 *
 * <p>2xx is done. Another attempt may help after 408, 425, 429, 5xx and when there was no answer (no connection, time-out, broken
 * answer); not after other statuses, a refused address, or when the request cannot be made: a template fails, a credential is
 * missing, the URL is none. Reasons show method, URL without query, status; never headers, bodies or query.
 */
@ApplicationScoped
public class HttpRequestStepExecution implements StepExecution {
    private static final Logger LOG = System.getLogger(HttpRequestStepExecution.class.getName());

    private final RequestRendering rendering;
    private final Targets targets;
    private final TargetConnection connection;
    private final Tuning tuning;
    private final Clock clock;

    @Inject
    public HttpRequestStepExecution(
            Templates templates,
            Credentials credentials,
            Targets targets,
            TargetConnection connection,
            Tuning tuning,
            Clock clock) {
        this.rendering = new RequestRendering(templates, credentials);
        this.targets = targets;
        this.connection = connection;
        this.tuning = tuning;
        this.clock = clock;
    }

    /** For the CDI client proxy. */
    protected HttpRequestStepExecution() {
        this(null, null, null, null, null, null);
    }

    @Override
    public StepResult execute(Step step, RunContext context) {
        return execute((HttpRequestStep) step, context);
    }

    /** One attempt of {@code step}. */
    public StepResult execute(HttpRequestStep step, RunContext context) {
        try {
            Optional<TargetAddress> known = RequestRendering.target(step);
            if (known.isPresent()) { // most calls of a busy target find it full at first, and would be rendered in vain
                return admitted(known.get().toString(), permit -> call(step, rendering.render(step, context), permit));
            }
            HttpRequest request = rendering.render(step, context);
            return admitted(request.target().toString(), permit -> call(step, request, permit));
        } catch (Unsendable unsendable) {
            return new StepResult.Failed("", unsendable.getMessage(), false, Optional.empty());
        }
    }

    private interface Call {
        StepResult make(Admission.Permit permit) throws Unsendable;
    }

    private StepResult admitted(String target, Call call) throws Unsendable {
        Admission admission = targets.enter(target);
        if (admission instanceof Admission.Resting resting) {
            String reason = target + " is left alone after " + resting.failures() + " failures in a row";
            return new StepResult.Later(target, reason, resting.due());
        }
        if (admission instanceof Admission.Granted granted) {
            try (Admission.Permit permit = granted.permit()) {
                return call.make(permit);
            }
        }
        return new StepResult.Full(target);
    }

    private StepResult call(HttpRequestStep step, HttpRequest request, Admission.Permit permit) {
        String target = request.target().toString();
        try {
            TargetAnswer answer = connection.call(new TargetCall(
                    request.method(),
                    request.uri(),
                    request.headers(),
                    request.body(),
                    tuning.callLimits(step.connectTimeout(), step.timeout()),
                    tuning.egress()));
            if (answer.status() >= 500 && answer.status() < 600) {
                permit.failed();
            } else {
                permit.answered();
            }
            return AnswerReading.result(step, target, request.shown(), answer, clock.instant());
        } catch (CallFailed failure) {
            if (!failure.isRefused()) {
                permit.failed();
            }
            return failed(target, request, failure, !failure.isRefused());
        } catch (ConnectionFailed failure) {
            permit.failed();
            return failed(target, request, failure, true);
        } catch (RuntimeException unexpected) {
            // From the container around the connection, for example a bulkhead configured on it.
            LOG.log(Level.WARNING, "SWH3004 A call of " + target + " was not made", unexpected);
            return new StepResult.Failed(
                    target,
                    request.shown() + ": not made (" + unexpected.getClass().getSimpleName() + ")",
                    true,
                    Optional.empty());
        }
    }

    private static StepResult failed(String target, HttpRequest request, Exception failure, boolean retryable) {
        return new StepResult.Failed(
                target, request.shown() + ": " + failure.getMessage(), retryable, Optional.empty());
    }
}
