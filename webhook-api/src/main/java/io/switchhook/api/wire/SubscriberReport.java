package io.switchhook.api.wire;

import static java.util.Objects.requireNonNull;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** What a subscriber tells Switchhook, several at a time, as JSON text on the queue {@link Wire#DELIVERIES_QUEUE}. */
public sealed interface SubscriberReport {

    /** Name of the subscriber that reports. */
    String subscriber();

    /**
     * The subscriber takes deliveries; said at its start and repeated every ten seconds.
     *
     * @param interest which events it wants; who does not say so, as libraries did that knew no filters, wants all
     * @param asked events of the past it asks for, the same as long as the application runs
     */
    record Present(String subscriber, Interest interest, List<BackFill> asked) implements SubscriberReport {
        public Present {
            requireNonNull(interest, "interest is null");
            asked = List.copyOf(asked);
        }

        /** Of one that wants all events, and asks for none of the past. */
        public Present(String subscriber) {
            this(subscriber, Interest.ALL, List.of());
        }
    }

    /** The subscriber takes no more deliveries: its application is being undeployed. */
    record Absent(String subscriber) implements SubscriberReport {}

    /**
     * The observers ran and their transaction was committed.
     *
     * @param delivery number of the delivery, as the message named it
     * @param attempt number of the try, as the message named it
     * @param observed false if they were not called, since the application does not want the event any more
     */
    record Delivered(String subscriber, long delivery, int attempt, boolean observed) implements SubscriberReport {
        /** One that was observed. */
        public Delivered(String subscriber, long delivery, int attempt) {
            this(subscriber, delivery, attempt, true);
        }
    }

    /**
     * An observer threw, or its transaction could not be committed; nothing of this try stands.
     *
     * @param delivery number of the delivery, as the message named it
     * @param attempt number of the try, as the message named it
     * @param error class and message of what went wrong; longer than {@value #LONGEST_ERROR} characters it is cut
     */
    record Failed(String subscriber, long delivery, int attempt, String error) implements SubscriberReport {
        /** Length to which an error is cut. */
        public static final int LONGEST_ERROR = 500;

        public Failed {
            requireNonNull(error, "error is null");
            error = error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR - 1) + "…";
        }
    }

    /**
     * The delivery was not begun and is to be handed out again: those before it in its message take long, or the application stops. It uses
     * up no attempt.
     *
     * @param delivery number of the delivery, as the message named it
     * @param attempt number of the try, as the message named it
     */
    record Returned(String subscriber, long delivery, int attempt) implements SubscriberReport {}

    /** Reports as JSON text, in their order; {@link #fromText} reads them back. */
    static String toText(List<? extends SubscriberReport> reports) {
        JsonArrayBuilder json = JsonText.array();
        for (SubscriberReport report : reports) {
            json.add(report.toJson());
        }
        return json.build().toString();
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws RuntimeException if the text is not a list of reports
     */
    static List<SubscriberReport> fromText(String text) {
        return JsonText.readArray(text).stream()
                .map(report -> fromJson(report.asJsonObject()))
                .toList();
    }

    private JsonObject toJson() {
        JsonObjectBuilder json = JsonText.object();
        if (this instanceof Present present) {
            json.add("type", "present").add("subscriber", subscriber());
            json.addAll(JsonText.object(present.interest().toJson()));
            if (!present.asked().isEmpty()) {
                JsonArrayBuilder asked = JsonText.array();
                present.asked().forEach(events -> asked.add(events.toJson()));
                json.add("asked", asked);
            }
        } else if (this instanceof Absent) {
            json.add("type", "absent").add("subscriber", subscriber());
        } else if (this instanceof Delivered done) {
            json.add("type", "delivered").add("subscriber", subscriber());
            json.add("delivery", done.delivery()).add("attempt", done.attempt());
            if (!done.observed()) {
                json.add("observed", false);
            }
        } else if (this instanceof Failed failed) {
            json.add("type", "failed").add("subscriber", subscriber());
            json.add("delivery", failed.delivery()).add("attempt", failed.attempt());
            json.add("error", failed.error());
        } else if (this instanceof Returned back) {
            json.add("type", "returned").add("subscriber", subscriber());
            json.add("delivery", back.delivery()).add("attempt", back.attempt());
        }
        return json.build();
    }

    private static SubscriberReport fromJson(JsonObject json) {
        String type = json.getString("type");
        String subscriber = json.getString("subscriber");
        return switch (type) {
            case "present" -> new Present(subscriber, Interest.fromJson(json), asked(json));
            case "absent" -> new Absent(subscriber);
            case "delivered" ->
                new Delivered(subscriber, delivery(json), json.getInt("attempt"), json.getBoolean("observed", true));
            case "failed" -> new Failed(subscriber, delivery(json), json.getInt("attempt"), json.getString("error"));
            case "returned" -> new Returned(subscriber, delivery(json), json.getInt("attempt"));
            default -> throw new IllegalArgumentException("unknown type of report: " + type);
        };
    }

    private static List<BackFill> asked(JsonObject json) {
        return json.containsKey("asked")
                ? json.getJsonArray("asked").stream()
                        .map(asked -> BackFill.fromJson(asked.asJsonObject()))
                        .toList()
                : List.of();
    }

    private static long delivery(JsonObject json) {
        return json.getJsonNumber("delivery").longValueExact();
    }
}
