package io.switchhook.trigger;

import io.switchhook.eventpattern.InvalidPattern;
import io.switchhook.eventpattern.Node;
import io.switchhook.eventpattern.Node.Fields;
import io.switchhook.eventpattern.Node.Leaf;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sorts what a pattern says into what is about the event itself and what is about its data. */
final class PatternRoot {
    static final String EVENT = "event";
    static final String DATA = "data";
    private static final String DATA_ALONE = "$";
    private static final Set<String> OWN =
            Arrays.stream(Place.OfEvent.values()).map(Place.OfEvent::member).collect(Collectors.toUnmodifiableSet());

    private PatternRoot() {}

    /**
     * The pattern with two members at its root, {@link #EVENT} and {@link #DATA}.
     *
     * @throws InvalidPattern if it cannot be told what is about what
     */
    static Fields of(Fields pattern) {
        Fields event = Fields.NONE;
        Fields data = Fields.NONE;
        for (Map.Entry<String, Node> member : pattern.members().entrySet()) {
            String name = member.getKey();
            if (name.equals(EVENT) && member.getValue() instanceof Fields inner) {
                event = own(inner);
                Fields others = others(inner);
                data = others.isEmpty() ? data : with(data, EVENT, others);
            } else if (name.equals(DATA_ALONE) && member.getValue() instanceof Fields inner) {
                for (Map.Entry<String, Node> alone : inner.members().entrySet()) {
                    data = with(data, alone.getKey(), alone.getValue());
                }
                for (List<Fields> choice : inner.choices()) {
                    data = data.with(choice);
                }
            } else {
                data = with(data, name, member.getValue());
            }
        }
        Fields root = event.isEmpty() ? Fields.NONE : Fields.NONE.with(EVENT, event);
        root = data.isEmpty() ? root : root.with(DATA, data);
        for (List<Fields> choice : pattern.choices()) {
            root = root.with(choice.stream().map(PatternRoot::of).toList());
        }
        return root;
    }

    /** How a condition would name the place that has this path in a sorted pattern. */
    static String text(List<String> path) {
        List<String> names = path.subList(1, path.size());
        String text = String.join(".", names);
        if (path.get(0).equals(EVENT)) {
            return EVENT + "." + text;
        }
        return names.get(0).equals(EVENT) ? "$." + text : text;
    }

    private static Fields own(Fields event) {
        Fields own = Fields.NONE;
        for (Map.Entry<String, Node> member : event.members().entrySet()) {
            if (OWN.contains(member.getKey()) && member.getValue() instanceof Leaf) {
                own = own.with(member.getKey(), member.getValue());
            }
        }
        for (List<Fields> choice : event.choices()) {
            if (choice.stream().noneMatch(object -> own(object).isEmpty())) {
                requireOwnAlone(choice);
                own = own.with(choice);
            }
        }
        return own;
    }

    private static Fields others(Fields event) {
        Fields others = Fields.NONE;
        for (Map.Entry<String, Node> member : event.members().entrySet()) {
            if (!OWN.contains(member.getKey()) || !(member.getValue() instanceof Leaf)) {
                others = others.with(member.getKey(), member.getValue());
            }
        }
        for (List<Fields> choice : event.choices()) {
            if (choice.stream().anyMatch(object -> own(object).isEmpty())) {
                if (!choice.stream().allMatch(object -> own(object).isEmpty())) {
                    throw mixed();
                }
                others = others.with(choice);
            }
        }
        return others;
    }

    private static void requireOwnAlone(List<Fields> choice) {
        if (choice.stream().anyMatch(object -> !others(object).isEmpty())) {
            throw mixed();
        }
    }

    private static InvalidPattern mixed() {
        return new InvalidPattern(
                EVENT + ".$or",
                "members of the event itself and of the data's member event in one $or",
                "either " + String.join(", ", OWN.stream().sorted().toList())
                        + " or members of the data, by $: { event: … }");
    }

    private static Fields with(Fields fields, String name, Node node) {
        if (fields.members().containsKey(name)) {
            throw new InvalidPattern(name, "this member a second time, by $", "each member once");
        }
        return fields.with(name, node);
    }
}
