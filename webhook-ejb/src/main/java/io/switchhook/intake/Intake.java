package io.switchhook.intake;

import io.switchhook.adapter.Adapted;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.inbound.FirstOfRequest;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.limit.Unpacking;
import io.switchhook.network.TrustedProxies;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.pause.Pauses;
import io.switchhook.receipt.RequestFacts;
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
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes requests in: find the source, verify the raw bytes, adapt, keep. Nothing else happens before the answer. Every request to a
 * source leaves a receipt: with its first event, or by {@link Notes}.
 */
@ApplicationScoped
public class Intake {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST");
    private static final int OK = 200;

    private final Function<String, Optional<SourceState>> sources;
    private final TrustedProxies proxies;
    private final Inbox inbox;
    private final Predicate<String> paused;
    private final Notes notes;
    private final Clock clock;

    @Inject
    public Intake(Sources sources, InboundQueue queue, Pauses pauses, Notes notes, Clock clock) {
        this(
                sources::find,
                sources.trustedProxies(),
                new GuardedInbox(queue),
                source -> pauses.isPaused(Kind.SOURCE, source),
                notes,
                clock);
    }

    Intake(
            Function<String, Optional<SourceState>> sources,
            TrustedProxies proxies,
            Inbox inbox,
            Notes notes,
            Clock clock) {
        this(sources, proxies, inbox, source -> false, notes, clock);
    }

    Intake(
            Function<String, Optional<SourceState>> sources,
            TrustedProxies proxies,
            Inbox inbox,
            Predicate<String> paused,
            Notes notes,
            Clock clock) {
        this.sources = sources;
        this.proxies = proxies;
        this.inbox = inbox;
        this.paused = paused;
        this.notes = notes;
        this.clock = clock;
    }

    protected Intake() { // for the CDI client proxy
        this(name -> Optional.empty(), TrustedProxies.NONE, messages -> {}, null, null);
    }

    /** Judges a request by everything but its body. */
    public Admission admit(RequestHead head) {
        String client = proxies.client(head.peer(), head.headers());
        Optional<SourceState> state = sources.apply(head.source());
        if (state.isEmpty()) {
            Refusal refusal = Refusals.unknownSource();
            notes.refusedByNobody(refusal, client, trace(head.headers()));
            return new Admission.Answered(new Outcome.Refused(refusal));
        }
        if (!METHODS.contains(head.method())) {
            return refused(facts(state.get(), head, client), Refusals.methodNotAllowed());
        }
        if (!(state.get() instanceof SourceState.Ready ready)) {
            return refused(facts(state.get(), head, client), Refusals.sourceDisabled());
        }
        // Before the rate: what is turned away uses none of it up.
        if (head.method().equals("POST") && paused.test(head.source())) {
            return refused(facts(ready, head, client), Refusals.sourcePaused());
        }
        Optional<Refusal> refusal = Gate.judge(ready.source(), head, client);
        if (refusal.isPresent()) {
            return refused(facts(ready, head, client), refusal.get());
        }
        Admission passed = Gate.pass(ready.source(), head, client);
        if (passed instanceof Admission.Answered answered) {
            boolean handshake = answered.outcome() instanceof Outcome.Permitted;
            notes.took(facts(ready, head, client), handshake ? "handshake" : "probe");
        }
        return passed;
    }

    /** Judges a whole request; when this is {@link Outcome.Taken}, its events survive whatever happens to this process. */
    public Outcome take(Source source, HookRequest request) {
        RequestFacts facts = Facts.of(source, request);
        Result result = source.verification().verify(request);
        if (result instanceof Rejected rejected) {
            Refusal refusal = Refusals.notVerified(source.verificationName(), rejected.reason(), rejected.sentence());
            if (source.onRejected() == OnRejected.DROP) {
                notes.refused(facts, refusal, OK, trace(facts.headers()), refusal.detail());
                return new Outcome.Dropped();
            }
            return refuse(facts, refusal);
        }
        Accepted accepted = (Accepted) result;
        RequestFacts verified = facts.verifiedBy(accepted.secretPosition());
        Optional<String> validation =
                source.urlValidation().flatMap(kind -> kind.answer(request, accepted.secretPosition()));
        if (validation.isPresent()) {
            notes.took(verified, "url-validation");
            return new Outcome.Validated(validation.get());
        }
        Unpacking.Result unpacking = Unpacking.unpack(request, source.maxBody());
        if (!(unpacking instanceof Unpacking.Unpacked unpacked)) {
            return refuse(verified, Gate.refusal(unpacking, source));
        }
        Adapted adapted = source.adapter().adapt(source.name(), unpacked.request());
        if (adapted instanceof Adapted.Refused unusable) {
            return refuse(verified, Refusals.notUsable(unusable.reason(), unusable.sentence()));
        }
        return keep(verified, (Adapted.Events) adapted);
    }

    /** Refuses a request whose body could not be read as its source allows. */
    public Outcome refuse(RequestHead head, Admission.Admitted admitted, Refusal refusal) {
        return refuse(facts(new SourceState.Ready(admitted.source()), head, admitted.client()), refusal);
    }

    private Outcome refuse(RequestFacts request, Refusal refusal) {
        return refuse(request, refusal, trace(request.headers()), refusal.detail());
    }

    private Outcome refuse(RequestFacts request, Refusal refusal, String trace, String why) {
        notes.refused(request, refusal, refusal.status(), trace, why);
        return new Outcome.Refused(refusal);
    }

    private Outcome keep(RequestFacts request, Adapted.Events adapted) {
        List<EventRecord> events = adapted.events();
        if (events.isEmpty()) {
            notes.took(request, "no-events");
            return new Outcome.Taken(List.of());
        }
        try {
            inbox.put(messages(request, adapted));
        } catch (BrokerUnavailable unavailable) {
            return refuse(
                    request, Refusals.brokerUnavailable(), events.get(0).correlationId(), unavailable.getMessage());
        }
        return new Outcome.Taken(events.stream().map(EventRecord::id).toList());
    }

    private List<InboundMessage> messages(RequestFacts request, Adapted.Events adapted) {
        List<InboundMessage> messages = new ArrayList<>(adapted.events().size());
        for (EventRecord event : adapted.events()) {
            JsonObjectBuilder receipt = JsonText.object()
                    .add("secretPosition", request.secretPosition())
                    .add("size", request.size())
                    .add("client", request.client());
            Optional<FirstOfRequest> first = Optional.empty();
            if (messages.isEmpty()) {
                first = Optional.of(new FirstOfRequest(
                        notes.headers(request), adapted.events().size()));
            } else {
                receipt.add("with", adapted.events().get(0).id());
            }
            messages.add(new InboundMessage(event, receipt.build(), adapted.window(event), first));
        }
        return messages;
    }

    private RequestFacts facts(SourceState state, RequestHead head, String client) {
        return Facts.of(state, head, client, clock.instant());
    }

    private static String trace(Headers headers) {
        return headers.first(TraceId.HEADER).orElse("");
    }

    private Admission refused(RequestFacts request, Refusal refusal) {
        return new Admission.Answered(refuse(request, refusal));
    }
}
