package io.switchhook.intake;

import io.switchhook.limit.Limits;
import io.switchhook.limit.TokenBucket;
import io.switchhook.limit.Unpacking;
import io.switchhook.request.RequestHead;
import io.switchhook.source.Source;
import java.time.Duration;
import java.util.Optional;

/**
 * What is decided before a body is read. The rate comes last: what is refused for another reason does not use it up, so nobody outside
 * the source's networks can keep its sender out.
 */
final class Gate {
    private Gate() {}

    /** Why the source takes nothing of this request; empty if it may pass. Takes from the source's rate. */
    static Optional<Refusal> judge(Source source, RequestHead head, String client) {
        Limits limits = source.limits();
        if (limits.allowFrom().isPresent() && !limits.allowFrom().get().contains(client)) {
            return Optional.of(Refusals.clientNotAllowed());
        }
        if (head.method().equals("OPTIONS")
                && CloudEventsHandshake.answer(source, head.headers()).isEmpty()) {
            return Optional.of(Refusals.methodNotAllowed());
        }
        if (!head.method().equals("POST")) {
            return Optional.empty();
        }
        if (head.contentLength() > source.maxBody()) {
            return Optional.of(Refusals.bodyTooLarge(source.maxBody()));
        }
        if (!limits.contentTypes().allow(head.headers().all("Content-Type"))) {
            return Optional.of(Refusals.contentType());
        }
        Duration wait = limits.rate().map(TokenBucket::take).orElse(Duration.ZERO);
        return wait.isZero() ? Optional.empty() : Optional.of(Refusals.rateExceeded(wait));
    }

    /** What a request that may pass is answered, or what is to be read of it. */
    static Admission pass(Source source, RequestHead head, String client) {
        return switch (head.method()) {
            case "POST" -> new Admission.Admitted(source, client);
            case "OPTIONS" ->
                new Admission.Answered(new Outcome.Permitted(
                        CloudEventsHandshake.answer(source, head.headers()).orElseThrow()));
            default -> new Admission.Answered(new Outcome.Present());
        };
    }

    /** Why a verified body that could not be unpacked is not taken. */
    static Refusal refusal(Unpacking.Result unpacking, Source source) {
        if (unpacking instanceof Unpacking.TooLarge) {
            return Refusals.unpackedTooLarge(source.maxBody());
        }
        return unpacking instanceof Unpacking.Unknown ? Refusals.contentEncoding() : Refusals.notGzip();
    }
}
