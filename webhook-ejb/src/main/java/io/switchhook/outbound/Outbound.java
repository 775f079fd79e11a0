package io.switchhook.outbound;

import io.switchhook.config.Settings;
import io.switchhook.credential.ClientCredentials;
import io.switchhook.credential.Credential;
import io.switchhook.credential.Credentials;
import io.switchhook.retry.RetryAfter;
import io.switchhook.target.CallResult;
import io.switchhook.target.Content;
import io.switchhook.target.GuardedCalls;
import io.switchhook.target.TargetAddress;
import io.switchhook.target.TargetAnswer;
import io.switchhook.target.TargetCall;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.target.Way;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who calls are made as, and by which way.
 *
 * <p>A token is fetched like any other call: by the same rules for addresses, with the same time-outs, repeat of a failed connection
 * (MicroProfile Fault Tolerance, see {@link TargetConnection#call}) and breaker, the token endpoint being a target of its own. It is kept until shortly before it
 * expires; of calls that need it at the same time one fetches it.
 */
@ApplicationScoped
public class Outbound {
    private final Settings settings;
    private final Credentials credentials;
    private final Tuning tuning;
    private final GuardedCalls calls;
    private final Logins logins;
    private final Clock clock;
    private final TlsFiles tlsFiles = new TlsFiles();

    @Inject
    public Outbound(
            Settings settings,
            Credentials credentials,
            Tuning tuning,
            Targets targets,
            TargetConnection connection,
            Clock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.tuning = tuning;
        this.calls = new GuardedCalls(targets, connection);
        this.logins = new Logins(targets, clock);
        this.clock = clock;
    }

    /** For the CDI client proxy. */
    protected Outbound() {
        this(null, null, null, null, null, null);
    }

    /**
     * How a call with the credential, or with none, gets to its target.
     *
     * @throws io.switchhook.config.InvalidSetting if a setting is wrong
     */
    public Way way(Optional<String> credential, TargetAddress target) {
        return new Way(
                tuning.egress(),
                new ProxyRule(settings, credentials).of(target.host()),
                tlsFiles.of(
                        credential.flatMap(credentials::keyStore),
                        credential.flatMap(credentials::trustStore).or(credentials::trustStoreOfTargets)));
    }

    /**
     * What a request authorized by {@code credential} carries; may fetch a token.
     *
     * @throws io.switchhook.config.InvalidSetting if a setting of the credential is missing or wrong
     */
    public Authorization authorize(String credential) {
        return authorize(credential, Optional.empty());
    }

    /**
     * A login by other means than a token endpoint; see {@link Logins#get}.
     *
     * @return with the grant, and nothing that requests carry by themselves
     */
    public Authorization login(Logins.Login login, Optional<Grant> refused, Supplier<Logins.Result> fetching) {
        Logins.Result result = logins.get(login, refused, fetching);
        return result instanceof Logins.Result.Granted granted
                ? new Authorization.Ready(Optional.empty(), Optional.of(granted.grant()))
                : ((Logins.Result.Denied) result).why();
    }

    /** As {@link #authorize}, when the target does not take {@code refused} (401) though it should last longer. */
    public Authorization renew(String credential, Grant refused) {
        return authorize(credential, Optional.of(refused));
    }

    private Authorization authorize(String credential, Optional<Grant> refused) {
        Optional<ClientCredentials> client = credentials.clientCredentials(credential);
        if (client.isEmpty()) {
            return new Authorization.Ready(credentials.authorization(credential), Optional.empty());
        }
        Logins.Login login = new Logins.Login(
                credential, client.get(), TargetAddress.of(client.get().url()).toString());
        Authorization result = login(login, refused, () -> fetch(login, client.get()));
        return result instanceof Authorization.Ready ready
                ? new Authorization.Ready(
                        ready.grant().map(grant -> new Credential.Bearer(TokenAnswer.accessToken(grant))),
                        ready.grant())
                : result;
    }

    private Logins.Result fetch(Logins.Login login, ClientCredentials client) {
        Instant asked = clock.instant();
        CallResult result = calls.call(login.target(), () -> request(login, client));
        String shown = "token of credential " + login.name() + ", POST " + client.shown() + ": ";
        if (result instanceof CallResult.Answered answered) {
            return answered(login, shown, answered.answer(), asked);
        }
        if (result instanceof CallResult.Unanswered unanswered) {
            return failed(login, shown + unanswered.reason(), unanswered.retryable(), Optional.empty());
        }
        if (result instanceof CallResult.Resting resting) {
            return new Logins.Result.Denied(new Authorization.Resting(login.target(), resting.reason(), resting.due()));
        }
        return new Logins.Result.Denied(new Authorization.Full(login.target()));
    }

    private TargetCall request(Logins.Login login, ClientCredentials client) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        client.authorization().ifPresent(value -> headers.put("Authorization", value));
        return new TargetCall(
                "POST",
                client.url(),
                headers,
                Optional.of(new Content(
                        "application/x-www-form-urlencoded", client.body().getBytes(StandardCharsets.UTF_8))),
                tuning.callLimits(Optional.empty(), Optional.empty()),
                way(Optional.of(login.name()), TargetAddress.of(client.url())));
    }

    private static Logins.Result answered(Logins.Login login, String shown, TargetAnswer answer, Instant asked) {
        String body = new String(answer.body().bytes(), StandardCharsets.UTF_8);
        if (answer.status() < 200 || answer.status() > 299) {
            String error =
                    TokenAnswer.error(body).map(code -> " (" + code + ")").orElse("");
            Optional<Instant> after = answer.retryAfter().flatMap(value -> RetryAfter.parse(value, asked));
            return failed(login, shown + "status " + answer.status() + error, true, after);
        }
        try {
            return new Logins.Result.Granted(TokenAnswer.grant(body, asked));
        } catch (IllegalArgumentException unusable) {
            return failed(login, shown + unusable.getMessage(), true, Optional.empty());
        }
    }

    private static Logins.Result failed(
            Logins.Login login, String reason, boolean retryable, Optional<Instant> retryAfter) {
        return new Logins.Result.Denied(new Authorization.Failed(login.target(), reason, retryable, retryAfter));
    }
}
