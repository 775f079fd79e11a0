package io.switchhook.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which dead letters are wanted; all that is given must hold.
 *
 * @param kind one of {@link #KINDS}
 * @param target exactly this workflow or subscriber
 * @param topic of events of exactly this topic
 * @param source of events of exactly this source
 * @param subject of events with exactly this subject
 * @param from given up at or after this time
 * @param to given up before this time
 */
public record DeadLetterFilter(
        Optional<String> kind,
        Optional<String> target,
        Optional<String> topic,
        Optional<String> source,
        Optional<String> subject,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** What can be given up. */
    public static final List<String> KINDS = List.of("workflow", "subscriber", "event");

    /** All dead letters. */
    public static final DeadLetterFilter ALL = new DeadLetterFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Conditions conditions() {
        return new Conditions()
                .text(kind, "kind", "kind = :kind")
                .text(target, "target", "target = :target")
                .text(topic, "topic", "topic = :topic")
                .text(source, "source", "source = :source")
                .text(subject, "subject", "subject = :subject")
                .within(from, to, "last_at");
    }
}
