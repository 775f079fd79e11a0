package io.switchhook.intake;

import io.switchhook.receipt.RequestFacts;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.request.RequestHead;
import io.switchhook.source.Source;
import io.switchhook.source.SourceState;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What is known of a request, for its receipt. */
final class Facts {
    private static final Headers NONE = Headers.of(Map.of());

    private Facts() {}

    /** Before its body is read. Of a disabled source nobody knows which headers hold secrets, so none is kept. */
    static RequestFacts of(SourceState state, RequestHead head, String client, Instant now) {
        boolean ready = state instanceof SourceState.Ready;
        return new RequestFacts(
                state.name(),
                client,
                ready ? head.headers() : NONE,
                ready ? ((SourceState.Ready) state).source().verification().secretHeaders() : Set.of(),
                head.contentLength(),
                0,
                now);
    }

    /** When its body is there. */
    static RequestFacts of(Source source, HookRequest request) {
        return new RequestFacts(
                source.name(),
                request.client(),
                request.headers(),
                source.verification().secretHeaders(),
                request.body().length,
                0,
                request.receivedAt());
    }
}
