package io.switchhook.adapter;

import java.util.Optional;
import java.util.regex.Pattern;

/** Topics of Genesys Cloud: their templates, which events are matched by, and the ids in them. */
final class GenesysTopics {
    /** Topics of a conversation's events begin with it. */
    static final String CONVERSATION = "v2.detail.events.conversation.";

    /** Where the id of a conversation stands among the segments of such a topic. */
    private static final int CONVERSATION_ID_AT = 4;

    private static final String PLACEHOLDER = "{id}";
    /** The shape of a UUID, which demonstrations fill with any letter. */
    private static final Pattern UUID_LIKE =
            Pattern.compile("[0-9A-Za-z]{8}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}-[0-9A-Za-z]{12}");

    private GenesysTopics() {}

    /**
     * The topic with <code>{id}</code> in place of an id: of what looks like a UUID, of a conversation's whatever it looks like, and of
     * the literal {@code id} that workflows write, which cannot have braces in a text.
     */
    static String template(String topic) {
        if (topic.indexOf('{') >= 0) {
            return topic;
        }
        String[] segments = topic.split("\\.", -1);
        int conversation = topic.startsWith(CONVERSATION) ? CONVERSATION_ID_AT : -1;
        for (int i = 0; i < segments.length; i++) {
            if (i == conversation
                    || segments[i].equals("id")
                    || UUID_LIKE.matcher(segments[i]).matches()) {
                segments[i] = PLACEHOLDER;
            }
        }
        return String.join(".", segments);
    }

    /** What stands in {@code topic} where its template has the first <code>{id}</code>. */
    static Optional<String> id(String topic) {
        String[] template = template(topic).split("\\.", -1);
        String[] segments = topic.split("\\.", -1);
        for (int i = 0; i < segments.length; i++) {
            if (template[i].equals(PLACEHOLDER)) {
                return Optional.of(segments[i])
                        .filter(id -> !id.equals(PLACEHOLDER) && !id.equals("id") && !id.isBlank());
            }
        }
        return Optional.empty();
    }
}
