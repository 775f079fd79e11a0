package io.switchhook.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The topic names of triggers by their segments, so that of a topic those that fit are found without asking each. */
final class TopicTree {
    private final Map<String, TopicTree> children = new HashMap<>();
    private TopicName end;

    void add(TopicName name) {
        TopicTree node = this;
        for (String segment : name.segments()) {
            node = node.children.computeIfAbsent(segment, absent -> new TopicTree());
        }
        node.end = name;
    }

    /** Every name that matches the topic. */
    List<TopicName> matching(String topic) {
        List<TopicName> found = new ArrayList<>();
        collect(TopicName.segments(topic), 0, found);
        return found;
    }

    private void collect(List<String> segments, int at, List<TopicName> found) {
        if (at == segments.size()) {
            if (end != null) {
                found.add(end);
            }
            return;
        }
        TopicTree rest = children.get(TopicName.REST);
        if (rest != null && rest.end != null) {
            found.add(rest.end);
        }
        String segment = segments.get(at);
        TopicTree same = children.get(segment);
        if (same != null && segment.indexOf('*') < 0) {
            same.collect(segments, at + 1, found);
        }
        TopicTree one = children.get(TopicName.ONE);
        if (one != null) {
            one.collect(segments, at + 1, found);
        }
    }
}
