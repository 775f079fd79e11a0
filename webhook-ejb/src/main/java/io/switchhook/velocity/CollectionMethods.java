package io.switchhook.velocity;

import io.switchhook.template.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The methods of lists, maps and their entries that templates may call: those that only look. */
final class CollectionMethods {
    private CollectionMethods() {}

    /** @throws VelocityFailure if there is no such method for templates */
    static Object call(Object target, String method, List<Object> arguments) {
        if (arguments.isEmpty()) {
            switch (method) {
                case "size" -> {
                    if (target instanceof Collection<?> || target instanceof Map<?, ?>) {
                        return target instanceof Map<?, ?> map ? map.size() : ((Collection<?>) target).size();
                    }
                }
                case "isEmpty" -> {
                    if (target instanceof Collection<?> || target instanceof Map<?, ?>) {
                        return target instanceof Map<?, ?> map ? map.isEmpty() : ((Collection<?>) target).isEmpty();
                    }
                }
                case "keySet" -> {
                    if (target instanceof Map<?, ?> map) {
                        return new ArrayList<Object>(map.keySet());
                    }
                }
                case "values" -> {
                    if (target instanceof Map<?, ?> map) {
                        return new ArrayList<Object>(map.values());
                    }
                }
                case "entrySet" -> {
                    if (target instanceof Map<?, ?> map) {
                        return new ArrayList<Object>(map.entrySet());
                    }
                }
                case "getKey" -> {
                    if (target instanceof Map.Entry<?, ?> entry) {
                        return entry.getKey();
                    }
                }
                case "getValue" -> {
                    if (target instanceof Map.Entry<?, ?> entry) {
                        return entry.getValue();
                    }
                }
                case "toString" -> {
                    if (!(target instanceof Tool)) {
                        return Texts.printed(target, 0);
                    }
                }
                default -> {
                    // refused below
                }
            }
        } else if (arguments.size() == 1) {
            Object argument = arguments.get(0);
            if (method.equals("get") && target instanceof Map<?, ?> map) {
                return argument == null ? null : map.get(argument instanceof Number ? argument.toString() : argument);
            }
            if (method.equals("get") && target instanceof List<?> list && argument instanceof Number index) {
                return element(list, index.longValue());
            }
            if (method.equals("contains") && target instanceof Collection<?> collection) {
                return collection.contains(argument);
            }
            if (method.equals("containsKey") && target instanceof Map<?, ?> map) {
                return map.containsKey(argument);
            }
            if (method.equals("equals")) {
                return target.equals(argument);
            }
        }
        throw VelocityFailure.at(
                0,
                Reach.kind(target) + " has no method " + method + " for templates with " + arguments.size()
                        + " arguments");
    }

    private static Object element(List<?> list, long index) {
        long position = index < 0 ? list.size() + index : index;
        return position >= 0 && position < list.size() ? list.get((int) position) : null;
    }
}
