package io.switchhook.trigger;

import java.util.List;

/**
 * Which topics a trigger is about: one, exactly, or those of a form. Topics have segments between dots; {@code *} stands for any one of
 * them, {@code **} at the end for all that follow, one at least. A placeholder such as <code>{id}</code> is a segment like others.
 */
public final class TopicName {
    static final String ONE = "*";
    static final String REST = "**";

    private final String text;
    private final List<String> segments;
    private final boolean exact;

    private TopicName(String text) {
        this.text = text;
        this.segments = segments(text);
        this.exact = text.indexOf('*') < 0;
    }

    /** @throws IllegalArgumentException if it is blank or a star is not where it may be; the message says what is allowed */
    public static TopicName of(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a topic");
        }
        TopicName name = new TopicName(text);
        for (int i = 0; i < name.segments.size(); i++) {
            String segment = name.segments.get(i);
            boolean allowed = segment.indexOf('*') < 0
                    || segment.equals(ONE)
                    || (segment.equals(REST) && i == name.segments.size() - 1);
            if (!allowed) {
                throw new IllegalArgumentException(
                        "a topic, with * for one whole segment, or ** for the rest at the end");
            }
        }
        return name;
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    /** Whether it is one topic and no form. */
    public boolean isExact() {
        return exact;
    }

    public boolean matches(String topic) {
        if (exact) {
            return text.equals(topic);
        }
        List<String> found = segments(topic);
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (i >= found.size()) {
                return false;
            }
            if (segment.equals(REST)) {
                return true;
            }
            if (!segment.equals(ONE) && !segment.equals(found.get(i))) {
                return false;
            }
        }
        return found.size() == segments.size();
    }

    /** What stands between the dots. */
    List<String> segments() {
        return segments;
    }

    static List<String> segments(String topic) {
        return List.of(topic.split("\\.", -1));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicName name && name.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
