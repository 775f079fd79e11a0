package io.switchhook.template;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The names a template begins with, under those it sets itself. */
final class RootScope extends AbstractMap<String, Object> {
    private final Map<String, Object> names;
    private final Output output;
    private final Map<String, Object> set = new HashMap<>();

    RootScope(Map<String, Object> names, Output output) {
        this.names = names;
        this.output = output;
    }

    @Override
    public Object get(Object name) {
        return set.containsKey(name) ? set.get(name) : output.lookUp(() -> names.get(name));
    }

    @Override
    public boolean containsKey(Object name) {
        return set.containsKey(name) || Sandbox.HIDDEN.contains(name) || output.lookUp(() -> names.containsKey(name));
    }

    @Override
    public Object put(String name, Object value) {
        return set.put(name, value);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        throw new UnsupportedOperationException("names are looked up, not listed");
    }
}
