package io.switchhook.identity;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells repeats of an event to which the sender gave no id: the same content from the same source, received less than a length of
 * time apart.
 *
 * <p>Time is cut into stretches of that length, and an event's {@link #id} is made of content and stretch. Two in one stretch are less
 * than a length apart and have the same id. Two in neighbouring stretches may or may not be: whoever stores an event looks under
 * {@link #neighbours} for one that {@link #covers} it. Further apart there is none. So the window is exact, needs nothing kept but the
 * events themselves, and most repeats are told the id of the first.
 *
 * @param key of the content, source included; never blank
 * @param length whole milliseconds, 1 and more
 */
public record RepeatWindow(String key, Duration length) {

    /** @throws IllegalArgumentException if {@code key} is blank, or {@code length} less than a millisecond or no whole number of them */
    public RepeatWindow {
        if (key.isBlank()) {
            throw new IllegalArgumentException("key must not be blank");
        }
        requireNonNull(length, "length is null");
        if (length.toMillis() < 1 || !length.equals(Duration.ofMillis(length.toMillis()))) {
            throw new IllegalArgumentException("length is " + length + ", not one or more whole milliseconds");
        }
    }

    /** The id of an event with this content. */
    public String id(Instant receivedAt) {
        return id(stretch(receivedAt));
    }

    /** The ids under which an event may be stored that one received at this time repeats, beside {@link #id} itself. */
    public List<String> neighbours(Instant receivedAt) {
        long stretch = stretch(receivedAt);
        return List.of(id(stretch - 1), id(stretch + 1));
    }

    /** Whether two with this content, received at these times, are one event; their order does not matter. */
    public boolean covers(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(length) < 0;
    }

    private long stretch(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), length.toMillis());
    }

    private String id(long stretch) {
        return EventId.of(key, length.toString(), Long.toString(stretch));
    }
}
