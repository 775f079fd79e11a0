package io.switchhook.velocity;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.velocity.runtime.directive.ForeachScope;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.Uberspect;
import org.apache.velocity.util.introspection.VelMethod;
import org.apache.velocity.util.introspection.VelPropertyGet;
import org.apache.velocity.util.introspection.VelPropertySet;

/** What templates reach: members of JSON, some methods of texts, lists and maps, and tools. Nothing here reflects. */
final class Reach implements Uberspect {

    @Override
    public void init() {
        // nothing to look for
    }

    @Override
    public Iterator<?> getIterator(Object value, Info info) {
        if (value == null) {
            return Collections.emptyIterator();
        }
        if (value instanceof Map<?, ?> map) {
            return new CountedRounds(map.values().iterator(), info.getLine());
        }
        if (value instanceof Collection<?> collection) {
            return new CountedRounds(collection.iterator(), info.getLine());
        }
        throw VelocityFailure.at(info.getLine(), "#foreach over " + kind(value) + "; allowed are a list and a map");
    }

    @Override
    public VelMethod getMethod(Object target, String method, Object[] arguments, Info info) {
        return target == null ? null : new Call(method, info.getLine());
    }

    @Override
    public VelPropertyGet getPropertyGet(Object target, String name, Info info) {
        return target == null ? null : new Member(name, info.getLine());
    }

    @Override
    public VelPropertySet getPropertySet(Object target, String name, Object value, Info info) {
        throw VelocityFailure.at(
                info.getLine(), "#set of " + name + " in " + kind(target) + "; only variables can be set");
    }

    static String kind(Object value) {
        return value instanceof String
                ? "a text"
                : value instanceof Number
                        ? "a number"
                        : value instanceof Boolean
                                ? "true or false"
                                : value instanceof Map ? "a map" : value instanceof Collection ? "a list" : "nothing";
    }

    private record CountedRounds(Iterator<?> elements, int line) implements Iterator<Object> {
        @Override
        public boolean hasNext() {
            return elements.hasNext();
        }

        @Override
        public Object next() {
            Budget.current().step(line);
            return elements.next();
        }
    }

    private record Call(String name, int line) implements VelMethod {
        @Override
        public Object invoke(Object target, Object[] given) {
            Budget budget = Budget.current();
            budget.time(line);
            List<Object> arguments = given == null ? List.of() : Arrays.asList(given);
            try {
                return budget.checked(result(target, arguments), line);
            } catch (VelocityFailure failure) {
                throw failure.in("template", line);
            }
        }

        private Object result(Object target, List<Object> arguments) {
            if (target instanceof Tool tool) {
                return tool.call(name, arguments);
            }
            if (target instanceof String text) {
                return TextMethods.call(text, name, arguments);
            }
            if (target instanceof ForeachScope loop) {
                return loop(loop, name, line);
            }
            return CollectionMethods.call(target, name, arguments);
        }

        @Override
        public boolean isCacheable() {
            return true;
        }

        @Override
        public String getMethodName() {
            return name;
        }

        /** Where Velocity would look how many arguments a method takes. */
        @Override
        public Method getMethod() {
            return null;
        }

        @Override
        public Class<?> getReturnType() {
            return Object.class;
        }
    }

    private record Member(String name, int line) implements VelPropertyGet {
        @Override
        public Object invoke(Object target) {
            Budget.current().time(line);
            // first, because it is a map as well
            if (target instanceof ForeachScope loop) {
                return loop(loop, name, line);
            }
            if (target instanceof Map<?, ?> map) {
                return map.get(name);
            }
            if (target instanceof Map.Entry<?, ?> entry) {
                return name.equals("key") ? entry.getKey() : name.equals("value") ? entry.getValue() : null;
            }
            try {
                if (target instanceof Tool tool) {
                    return tool.property(name);
                }
            } catch (VelocityFailure failure) {
                throw failure.in("template", line);
            }
            if (target instanceof List<?> list && (name.equals("size") || name.equals("length"))) {
                return list.size();
            }
            if (target instanceof String text && name.equals("length")) {
                return text.length();
            }
            if ((target instanceof List<?> || target instanceof String) && name.equals("empty")) {
                return target instanceof String text ? text.isEmpty() : ((List<?>) target).isEmpty();
            }
            throw VelocityFailure.at(line, kind(target) + " has no " + name);
        }

        @Override
        public boolean isCacheable() {
            return true;
        }

        @Override
        public String getMethodName() {
            return name;
        }
    }

    private static Object loop(ForeachScope loop, String name, int line) {
        return switch (name) {
            case "index", "getIndex" -> loop.getIndex();
            case "count", "getCount" -> loop.getCount();
            case "hasNext" -> loop.hasNext();
            case "first", "isFirst" -> loop.isFirst();
            case "last", "isLast" -> loop.isLast();
            default ->
                throw VelocityFailure.at(
                        line, "$foreach has no " + name + "; allowed are index, count, hasNext, first and last");
        };
    }
}
