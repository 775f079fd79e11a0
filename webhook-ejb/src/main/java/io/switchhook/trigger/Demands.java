package io.switchhook.trigger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an event must have for something to hold; more may be needed.
 *
 * @param fields by field the values of which it must have one; none of them empty
 */
record Demands(Map<IndexField, List<IndexKey>> fields) {
    private static final Demands NONE = new Demands(Map.of());
    private static final int MAX_VALUES = 256;
    private static final int MAX_COMPARED = 1 << 16;

    /** What a trigger demands; empty if it contradicts itself, so that it can never match. */
    static Optional<Demands> of(Trigger trigger) {
        Optional<Demands> all =
                Optional.of(new Demands(Map.of(IndexField.TOPIC_NAME, List.of(topicKey(trigger.topicName())))));
        for (Criterion criterion : trigger.matchCriteria()) {
            all = both(all, of(criterion));
        }
        if (trigger.pattern().isPresent()) {
            all = both(all, Optional.of(of(trigger.pattern().get())));
        }
        return all.map(demands -> {
            Map<IndexField, List<IndexKey>> few = new HashMap<>(demands.fields);
            few.values().removeIf(values -> values.size() > MAX_VALUES);
            return new Demands(few);
        });
    }

    static IndexKey topicKey(TopicName name) {
        return IndexKey.exactly(JsonEquality.key(name.text()));
    }

    private static Optional<Demands> of(Criterion criterion) {
        if (criterion instanceof Condition condition) {
            return ConditionDemand.of(condition)
                    .map(demand -> demand.keys().isEmpty()
                            ? Optional.<Demands>empty()
                            : Optional.of(new Demands(Map.of(demand.field(), demand.keys()))))
                    .orElse(Optional.of(NONE));
        }
        Group group = (Group) criterion;
        return switch (group.kind()) {
            case ALL -> {
                Optional<Demands> all = Optional.of(NONE);
                for (Criterion part : group.parts()) {
                    all = both(all, of(part));
                }
                yield all;
            }
            case ANY -> {
                Optional<Demands> any = Optional.empty();
                for (Criterion part : group.parts()) {
                    any = either(any, of(part));
                }
                yield any;
            }
            case NOT -> Optional.of(NONE);
        };
    }

    private static Demands of(TriggerPattern pattern) {
        Map<IndexField, List<IndexKey>> fields = new HashMap<>();
        pattern.texts().forEach((path, texts) -> {
            List<String> names = path.subList(1, path.size());
            IndexField.Kind kind =
                    path.get(0).equals(PatternRoot.EVENT) ? IndexField.Kind.OF_EVENT : IndexField.Kind.THROUGH_LISTS;
            fields.put(
                    new IndexField(kind, names),
                    texts.stream()
                            .distinct()
                            .map(JsonEquality::key)
                            .map(IndexKey::exactly)
                            .toList());
        });
        return new Demands(fields);
    }

    private static Optional<Demands> both(Optional<Demands> one, Optional<Demands> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        Map<IndexField, List<IndexKey>> both = new HashMap<>(one.get().fields);
        other.get().fields.forEach((field, keys) -> both.merge(field, keys, Demands::common));
        return both.values().stream().anyMatch(List::isEmpty) ? Optional.empty() : Optional.of(new Demands(both));
    }

    private static Optional<Demands> either(Optional<Demands> one, Optional<Demands> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        Map<IndexField, List<IndexKey>> either = new HashMap<>();
        one.get().fields.forEach((field, keys) -> {
            List<IndexKey> others = other.get().fields.get(field);
            if (others != null) {
                List<IndexKey> union = new ArrayList<>(keys);
                union.addAll(others);
                either.put(field, union.stream().distinct().toList());
            }
        });
        return Optional.of(new Demands(either));
    }

    /** What both allow; one of the two where that is too much to find out. */
    private static List<IndexKey> common(List<IndexKey> some, List<IndexKey> others) {
        if ((long) some.size() * others.size() > MAX_COMPARED) {
            return some.size() < others.size() ? some : others;
        }
        List<IndexKey> common = new ArrayList<>();
        for (IndexKey one : some) {
            for (IndexKey other : others) {
                if (other.covers(one)) {
                    common.add(one);
                } else if (one.covers(other)) {
                    common.add(other);
                }
            }
        }
        return common.stream().distinct().toList();
    }
}
