package io.switchhook.velocity;

import io.switchhook.template.Texts;
import java.util.HashMap;
import java.util.Map;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.ReferenceInsertionEventHandler;
import org.apache.velocity.context.AbstractContext;
import org.apache.velocity.context.Context;

/** The names of one rendering: those given, and those the template sets over them. */
final class Scope extends AbstractContext {
    private final Map<String, Object> names;

    Scope(Map<String, Object> names) {
        this.names = new HashMap<>(names);
        EventCartridge cartridge = new EventCartridge();
        cartridge.addEventHandler(new Printing());
        cartridge.attachToContext(this);
    }

    /** Makes the text of every value that is printed: lists and maps as JSON. */
    private static final class Printing implements ReferenceInsertionEventHandler {
        @Override
        public Object referenceInsert(Context context, String reference, Object value) {
            if (value == null) {
                return null;
            }
            if (value instanceof Tool) {
                throw VelocityFailure.at(0, reference + " is a tool, which prints nothing by itself");
            }
            String text = Texts.printed(value, 0);
            Budget.current().insert(reference, text);
            return text;
        }
    }

    @Override
    public Object internalGet(String name) {
        return names.get(name);
    }

    @Override
    public Object internalPut(String name, Object value) {
        return names.put(name, value == null ? null : Budget.current().checked(value, 0));
    }

    @Override
    public boolean internalContainsKey(String name) {
        return names.containsKey(name);
    }

    @Override
    public String[] internalGetKeys() {
        return names.keySet().toArray(new String[0]);
    }

    @Override
    public Object internalRemove(String name) {
        return names.remove(name);
    }
}
