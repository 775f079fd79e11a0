package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.jsonpath.FieldPath;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** Where a condition looks. */
public sealed interface Place {

    /** As it is written in a definition. */
    String text();

    /** Whether it finds one value at most. */
    boolean isDefinite();

    /** What is there; empty if nothing is. Never throws. */
    Optional<JsonValue> read(EventRecord event);

    /**
     * The four names {@code event.topic}, {@code event.source}, {@code event.subject} and {@code event.time} are of the event itself;
     * everything else is a path into its data, {@code $.event.topic} too.
     *
     * @throws IllegalArgumentException if this is not a JSONPath; the message says why
     */
    static Place of(String text) {
        Optional<Place> own = Arrays.stream(OfEvent.values())
                .filter(member -> member.text.equals(text))
                .map(Place.class::cast)
                .findFirst();
        return own.orElseGet(() -> new InData(FieldPath.of(text)));
    }

    /** A path into the data. */
    record InData(FieldPath path) implements Place {
        @Override
        public String text() {
            return path.text();
        }

        @Override
        public boolean isDefinite() {
            return path.isDefinite();
        }

        @Override
        public Optional<JsonValue> read(EventRecord event) {
            return path.read(event.data());
        }
    }

    /** A member of the event beside its data; each is text. */
    enum OfEvent implements Place {
        TOPIC("topic"),
        SOURCE("source"),
        /** Empty text where the event has none. */
        SUBJECT("subject"),
        /** When it happened, ISO-8601 in UTC. */
        TIME("time");

        /** What the four names begin with. */
        static final String PREFIX = "event.";

        private final String member;
        private final String text;

        OfEvent(String member) {
            this.member = member;
            this.text = "event." + member;
        }

        /** Its name without what it begins with. */
        public String member() {
            return member;
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public boolean isDefinite() {
            return true;
        }

        @Override
        public Optional<JsonValue> read(EventRecord event) {
            return Optional.of(JsonText.provider().createValue(textOf(event)));
        }

        String textOf(EventRecord event) {
            return switch (this) {
                case TOPIC -> event.topic();
                case SOURCE -> event.source();
                case SUBJECT -> event.subject();
                case TIME -> event.time().toString();
            };
        }
    }
}
