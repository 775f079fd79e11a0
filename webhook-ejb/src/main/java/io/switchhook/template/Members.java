package io.switchhook.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.ForNode.LoopVariables;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.util.List;
import java.util.Map;

/** {@code a.b} and {@code a[0]}: members of objects, elements of arrays, the variables of a loop; everything else is empty. */
final class Members implements AttributeResolver {
    private static final ResolvedAttribute EMPTY = new ResolvedAttribute(null);

    @Override
    public ResolvedAttribute resolve(
            Object instance,
            Object name,
            Object[] argumentValues,
            ArgumentsNode arguments,
            EvaluationContextImpl context,
            String filename,
            int line) {
        if (arguments != null) {
            throw new TemplateFailure(line, "calls " + name + "(…), but templates cannot call methods");
        }
        if (instance instanceof Map.Entry) {
            return entry((Map.Entry<?, ?>) instance, name);
        }
        if (instance instanceof Map) {
            Object key = name instanceof Number ? name.toString() : name;
            return new ResolvedAttribute(key == null ? null : ((Map<?, ?>) instance).get(key));
        }
        if (instance instanceof List) {
            return element((List<?>) instance, name);
        }
        if (instance instanceof LoopVariables loopVariables) {
            return loop(loopVariables, String.valueOf(name));
        }
        return EMPTY;
    }

    private static ResolvedAttribute entry(Map.Entry<?, ?> entry, Object name) {
        if ("key".equals(name)) {
            return new ResolvedAttribute(entry.getKey());
        }
        return "value".equals(name) ? new ResolvedAttribute(entry.getValue()) : EMPTY;
    }

    private static ResolvedAttribute element(List<?> list, Object index) {
        String digits = String.valueOf(index);
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return EMPTY;
        }
        int position = Integer.parseInt(digits);
        return position < list.size() ? new ResolvedAttribute(list.get(position)) : EMPTY;
    }

    private static ResolvedAttribute loop(LoopVariables loop, String name) {
        return switch (name) {
            case "index" -> new ResolvedAttribute(loop.getIndex());
            case "revindex" -> new ResolvedAttribute(loop.getRevindex());
            case "length" -> new ResolvedAttribute(loop.getLength());
            case "first" -> new ResolvedAttribute(loop.isFirst());
            case "last" -> new ResolvedAttribute(loop.isLast());
            default -> EMPTY;
        };
    }
}
