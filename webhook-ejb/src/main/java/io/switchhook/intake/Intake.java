package io.switchhook.intake;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.switchhook.adapter.Adapted;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.limit.Unpacking;
import io.switchhook.network.TrustedProxies;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.request.RequestHead;
import io.switchhook.source.Source;
import io.switchhook.source.Source.OnRejected;
import io.switchhook.source.SourceState;
import io.switchhook.source.Sources;
import io.switchhook.trace.TraceId;
import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Rejected;
import io.switchhook.verification.Verification.Result;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes requests in: find the source, verify the raw bytes, adapt, keep. Nothing else happens before the answer. Every refusal is
 * one line in the log with source, reason, client and the sender's trace id, and with nothing else a sender could have written.
 */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = System.getLogger(Intake.class.getName());
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST");

    private final Function<String, Optional<SourceState>> sources;
    private final TrustedProxies proxies;
    private final Inbox inbox;

    @Inject
    public Intake(Sources sources, InboundQueue queue) {
        this(sources::find, sources.trustedProxies(), new GuardedInbox(queue));
    }

    Intake(Function<String, Optional<SourceState>> sources, TrustedProxies proxies, Inbox inbox) {
        this.sources = sources;
        this.proxies = proxies;
        this.inbox = inbox;
    }

    protected Intake() { // for the CDI client proxy
        this(name -> Optional.empty(), TrustedProxies.NONE, messages -> {});
    }

    /** Judges a request by everything but its body. */
    public Admission admit(RequestHead head) {
        String client = proxies.client(head.peer(), head.headers());
        String trace = trace(head.headers());
        Optional<SourceState> state = sources.apply(head.source());
        if (state.isEmpty()) {
            return refused("none", Refusals.unknownSource(), client, trace);
        }
        if (!METHODS.contains(head.method())) {
            return refused(head.source(), Refusals.methodNotAllowed(), client, trace);
        }
        if (!(state.get() instanceof SourceState.Ready ready)) {
            return refused(head.source(), Refusals.sourceDisabled(), client, trace);
        }
        return Gate.judge(ready.source(), head, client)
                .map(refusal -> refused(head.source(), refusal, client, trace))
                .orElseGet(() -> Gate.pass(ready.source(), head, client));
    }

    /** Judges a whole request; when this is {@link Outcome.Taken}, its events survive whatever happens to this process. */
    public Outcome take(Source source, HookRequest request) {
        String trace = trace(request.headers());
        Result result = source.verification().verify(request);
        if (result instanceof Rejected rejected) {
            Refusal refusal = Refusals.notVerified(source.verificationName(), rejected.reason(), rejected.sentence());
            Outcome refused = refuse(source.name(), refusal, request.client(), trace);
            return source.onRejected() == OnRejected.DROP ? new Outcome.Dropped() : refused;
        }
        Accepted accepted = (Accepted) result;
        Optional<String> validation =
                source.urlValidation().flatMap(kind -> kind.answer(request, accepted.secretPosition()));
        if (validation.isPresent()) {
            return new Outcome.Validated(validation.get());
        }
        Unpacking.Result unpacking = Unpacking.unpack(request, source.maxBody());
        if (!(unpacking instanceof Unpacking.Unpacked unpacked)) {
            return refuse(source.name(), Gate.refusal(unpacking, source), request.client(), trace);
        }
        Adapted adapted = source.adapter().adapt(source.name(), unpacked.request());
        if (adapted instanceof Adapted.Refused unusable) {
            Refusal refusal = Refusals.notUsable(unusable.reason(), unusable.sentence());
            return refuse(source.name(), refusal, request.client(), trace);
        }
        return keep(source, request, accepted, (Adapted.Events) adapted);
    }

    /** Refuses a request whose body could not be read as its source allows. */
    public Outcome refuse(String source, Refusal refusal, String client, String trace) {
        return refuse(source, refusal, client, trace, refusal.detail());
    }

    private static Outcome refuse(String source, Refusal refusal, String client, String trace, String why) {
        LOG.log(
                refusal.status() < 500 ? INFO : WARNING,
                "SWH1101 Refused: source {0}, {1} {2}, from {3}, trace {4}: {5}",
                source,
                Integer.toString(refusal.status()),
                refusal.reason(),
                client,
                TraceId.logged(trace),
                why);
        return new Outcome.Refused(refusal);
    }

    private Outcome keep(Source source, HookRequest request, Accepted accepted, Adapted.Events adapted) {
        List<EventRecord> events = adapted.events();
        if (events.isEmpty()) {
            LOG.log(INFO, "A request without events: source {0}, from {1}", source.name(), request.client());
            return new Outcome.Taken(List.of());
        }
        JsonObject receipt = JsonText.object()
                .add("secretPosition", accepted.secretPosition())
                .add("size", request.body().length)
                .add("client", request.client())
                .build();
        try {
            inbox.put(events.stream()
                    .map(event -> new InboundMessage(event, receipt, adapted.window(event)))
                    .toList());
        } catch (BrokerUnavailable unavailable) {
            String trace = events.get(0).correlationId();
            return refuse(
                    source.name(), Refusals.brokerUnavailable(), request.client(), trace, unavailable.getMessage());
        }
        return new Outcome.Taken(events.stream().map(EventRecord::id).toList());
    }

    private static String trace(Headers headers) {
        return headers.first(TraceId.HEADER).orElse("");
    }

    private Admission refused(String source, Refusal refusal, String client, String trace) {
        return new Admission.Answered(refuse(source, refusal, client, trace));
    }
}
