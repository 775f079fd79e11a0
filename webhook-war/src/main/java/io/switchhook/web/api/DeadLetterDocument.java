package io.switchhook.web.api;

import io.switchhook.query.DeadLetterDetail;
import io.switchhook.query.DeadLetterView;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** Work that used up its attempts. */
@JsonbPropertyOrder({
    "id",
    "kind",
    "run",
    "eventId",
    "source",
    "topic",
    "subject",
    "target",
    "step",
    "address",
    "reason",
    "attempts",
    "first",
    "last",
    "payload"
})
public final class DeadLetterDocument implements Document {
    public final long id;
    public final String kind;
    public final Long run;
    public final String eventId;
    public final String source;
    public final String topic;
    public final String subject;
    public final String target;
    public final String step;
    public final String address;
    public final String reason;
    public final int attempts;
    public final Instant first;
    public final Instant last;

    /** What was lost; null, and so left out, in lists and where the event itself can be looked up. */
    public final String payload;

    DeadLetterDocument(DeadLetterView letter) {
        this(new DeadLetterDetail(letter, ""));
    }

    DeadLetterDocument(DeadLetterDetail detail) {
        DeadLetterView letter = detail.letter();
        id = letter.id();
        kind = letter.kind();
        run = letter.run().orElse(null);
        eventId = letter.eventId();
        source = letter.source();
        topic = letter.topic();
        subject = letter.subject();
        target = letter.target();
        step = letter.step();
        address = letter.address();
        reason = letter.reason();
        attempts = letter.attempts();
        first = letter.first();
        last = letter.last();
        payload = detail.payload().isEmpty() ? null : detail.payload();
    }
}
