package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads of an event what an index looks at. Immutable once the fields are added. */
final class IndexedEvent {
    /** Stands for the values of a field that has more than are worth looking at; no key of a value looks so. */
    static final IndexKey MANY = IndexKey.exactly("#");

    /** Of one field as many values are looked at, and of as many fields several: every combination costs. */
    private static final int MAX_VALUES = 4;

    private static final int MAX_FIELDS_OF_SEVERAL = 2;

    private final FieldTree data = new FieldTree(false);
    private final FieldTree folded = new FieldTree(false);
    private final FieldTree throughLists = new FieldTree(true);
    private final TreeMap<String, Place.OfEvent> own = new TreeMap<>();
    private final TreeMap<String, Place.OfEvent> ownFolded = new TreeMap<>();
    private final TopicTree topics = new TopicTree();
    private String topicField = "";

    void add(IndexField field, String name) {
        switch (field.kind()) {
            case TOPIC_NAME -> topicField = name;
            case OF_EVENT -> own.put(name, member(field));
            case OF_EVENT_FOLDED -> ownFolded.put(name, member(field));
            case IN_DATA -> data.add(field.names(), name);
            case IN_DATA_FOLDED -> folded.add(field.names(), name);
            case THROUGH_LISTS -> throughLists.add(field.names(), name);
        }
    }

    void add(TopicName topic) {
        topics.add(topic);
    }

    /** Names and values in turn, in the order of names. */
    List<String> pairs(EventRecord event) {
        TreeMap<String, Set<String>> found = new TreeMap<>();
        data.collect(
                event.data(), (name, value) -> JsonEquality.key(value).ifPresent(key -> found.put(name, Set.of(key))));
        folded.collect(event.data(), (name, value) -> {
            if (value instanceof JsonString text) {
                found.put(name, Set.of(JsonEquality.key(IndexKey.folded(text.getString()))));
            }
        });
        own.forEach((name, member) -> found.put(name, Set.of(JsonEquality.key(member.textOf(event)))));
        ownFolded.forEach(
                (name, member) -> found.put(name, Set.of(JsonEquality.key(IndexKey.folded(member.textOf(event))))));
        Map<String, Set<String>> several = new TreeMap<>();
        throughLists.collect(event.data(), (name, value) -> JsonEquality.key(value)
                .ifPresent(key ->
                        several.computeIfAbsent(name, absent -> new HashSet<>()).add(key)));
        limit(several);
        found.putAll(several);
        List<String> pairs = new ArrayList<>(found.size() * 2 + 2);
        Set<String> names = new HashSet<>();
        for (TopicName topic : topics.matching(event.topic())) {
            names.add(Demands.topicKey(topic).text());
        }
        found.put(topicField, names);
        found.forEach((name, keys) -> keys.forEach(key -> {
            pairs.add(name);
            pairs.add(IndexKey.quoted(key));
        }));
        return pairs;
    }

    private static void limit(Map<String, Set<String>> several) {
        int fields = 0;
        for (Map.Entry<String, Set<String>> field : several.entrySet()) {
            if (field.getValue().size() > 1) {
                fields++;
                if (fields > MAX_FIELDS_OF_SEVERAL || field.getValue().size() > MAX_VALUES) {
                    field.setValue(Set.of(MANY.text()));
                }
            }
        }
    }

    private static Place.OfEvent member(IndexField field) {
        return Arrays.stream(Place.OfEvent.values())
                .filter(member -> member.member().equals(field.names().get(0)))
                .findFirst()
                .orElseThrow();
    }
}
