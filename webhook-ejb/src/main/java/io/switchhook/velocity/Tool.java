package io.switchhook.velocity;

import java.util.List;

/** Something a template can call by name, {@code $esc.url($x)}; all it can call beside the methods of texts, lists and maps. */
public interface Tool {

    /**
     * What the method gives; {@code null} leaves the call standing in the output as it is written.
     *
     * @param arguments texts, numbers, booleans, lists, maps and nulls
     * @throws VelocityFailure if there is no such method, or it cannot do with these arguments
     */
    Object call(String method, List<Object> arguments);

    /**
     * {@code $esc.quote}: what the property is; {@code null} where there is none.
     *
     * @throws VelocityFailure if it cannot be read
     */
    default Object property(String name) {
        return null;
    }
}
