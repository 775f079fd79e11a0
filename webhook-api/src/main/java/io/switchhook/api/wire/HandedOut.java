package io.switchhook.api.wire;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One of several deliveries in one message, which costs the broker hardly more than one: a line each, with its number, its try and its
 * event, separated by blanks.
 *
 * @param delivery what the answer must name
 * @param attempt from 1: which try of the delivery this is; the answer must name it too
 * @param event an {@link EventRecord} as JSON text without line breaks
 */
public record HandedOut(long delivery, int attempt, String event) {

    /** As they are written into a message with {@link Wire#TOGETHER}, in their order. */
    public static String toText(List<HandedOut> deliveries) {
        return deliveries.stream()
                .map(one -> one.delivery + " " + one.attempt + " " + one.event)
                .collect(Collectors.joining("\n"));
    }

    /**
     * Reads what {@link #toText} wrote.
     *
     * @throws IllegalArgumentException if the text is none of deliveries
     */
    public static List<HandedOut> fromText(String text) {
        return text.lines().map(HandedOut::fromLine).toList();
    }

    private static HandedOut fromLine(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("A line of " + line.length() + " characters is no delivery");
        }
        return new HandedOut(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }
}
