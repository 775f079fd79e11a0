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

    /** The subscriber takes deliveries; said at its start and repeated every ten seconds. */
    record Present(String subscriber) implements SubscriberReport {}

    /** The subscriber takes no more deliveries: its application is being undeployed. */
    record Absent(String subscriber) implements SubscriberReport {}

    /**
     * The observers ran and their transaction was committed.
     *
     * @param delivery number of the delivery, as the message named it
     * @param attempt number of the try, as the message named it
     */
    record Delivered(String subscriber, long delivery, int attempt) implements SubscriberReport {}

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
        if (this instanceof Present) {
            json.add("type", "present").add("subscriber", subscriber());
        } else if (this instanceof Absent) {
            json.add("type", "absent").add("subscriber", subscriber());
        } else if (this instanceof Delivered done) {
            json.add("type", "delivered").add("subscriber", subscriber());
            json.add("delivery", done.delivery()).add("attempt", done.attempt());
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
            case "present" -> new Present(subscriber);
            case "absent" -> new Absent(subscriber);
            case "delivered" -> new Delivered(subscriber, delivery(json), json.getInt("attempt"));
            case "failed" -> new Failed(subscriber, delivery(json), json.getInt("attempt"), json.getString("error"));
            case "returned" -> new Returned(subscriber, delivery(json), json.getInt("attempt"));
            default -> throw new IllegalArgumentException("unknown type of report: " + type);
        };
    }

    private static long delivery(JsonObject json) {
        return json.getJsonNumber("delivery").longValueExact();
    }
}
