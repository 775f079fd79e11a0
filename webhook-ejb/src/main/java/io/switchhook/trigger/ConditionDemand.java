package io.switchhook.trigger;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a condition demands of one field.
 *
 * @param keys the values of which it must have one; none if it can never hold
 */
record ConditionDemand(IndexField field, List<IndexKey> keys) {

    /**
     * Of {@code Equal} and {@code In} with no objects or arrays, of {@code StartsWith} and {@code EqualsIgnoreCase}, on a member of the
     * event or a plain path; empty for all other conditions.
     */
    static Optional<ConditionDemand> of(Condition condition) {
        return switch (condition.operator()) {
            case EQUAL -> exact(condition, List.of(condition.operand()));
            case IN -> exact(condition, condition.operand().asJsonArray());
            case STARTS_WITH ->
                field(condition.place(), false)
                        .map(field -> new ConditionDemand(field, List.of(IndexKey.beginning(text(condition)))));
            case EQUALS_IGNORE_CASE ->
                field(condition.place(), true)
                        .map(field -> new ConditionDemand(
                                field, List.of(IndexKey.exactly(JsonEquality.key(IndexKey.folded(text(condition)))))));
            default -> Optional.empty();
        };
    }

    private static Optional<ConditionDemand> exact(Condition condition, List<JsonValue> values) {
        List<IndexKey> keys = new ArrayList<>();
        for (JsonValue value : values) {
            Optional<String> key = JsonEquality.key(value);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(IndexKey.exactly(key.get()));
        }
        return field(condition.place(), false)
                .map(field ->
                        new ConditionDemand(field, keys.stream().distinct().toList()));
    }

    private static Optional<IndexField> field(Place place, boolean folded) {
        if (place instanceof Place.OfEvent member) {
            return Optional.of(new IndexField(
                    folded ? IndexField.Kind.OF_EVENT_FOLDED : IndexField.Kind.OF_EVENT, List.of(member.member())));
        }
        return ((Place.InData) place)
                .path()
                .members()
                .map(members -> new IndexField(
                        folded ? IndexField.Kind.IN_DATA_FOLDED : IndexField.Kind.IN_DATA, members.names()));
    }

    private static String text(Condition condition) {
        return ((JsonString) condition.operand()).getString();
    }
}
