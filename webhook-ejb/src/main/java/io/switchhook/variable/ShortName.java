package io.switchhook.variable;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An event by the last segment of its topic: {@code NewPhoneContact} for {@code webex.flow.NewPhoneContact}, in any case. Events that
 * Webex Contact Center calls by two names go by both.
 */
final class ShortName {
    private static final List<Set<String>> SAME = List.of(
            Set.of("newphonecontact", "newcontact"),
            Set.of("agentdisconnect", "agentdisconnected"),
            Set.of("phonecontactended", "contactended"));

    private ShortName() {}

    /** The last segments, in lower case, of the topics that go by this name. */
    static Set<String> segments(String name) {
        String segment = name.toLowerCase(Locale.ROOT);
        return SAME.stream()
                .filter(names -> names.contains(segment))
                .findFirst()
                .orElse(Set.of(segment));
    }

    /** Whether an event of this topic goes by one of these. */
    static boolean fits(String topic, Set<String> segments) {
        return segments.contains(topic.substring(topic.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }
}
