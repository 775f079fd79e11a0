package io.switchhook.dataaction.macro;

import io.switchhook.template.Texts;
import io.switchhook.velocity.Tool;
import io.switchhook.velocity.VelocityFailure;
import java.util.List;
import java.util.Map;

/** All macros by the name of their library. */
public final class Macros {
    /** {@code esc}, {@code encoding}, {@code math}, {@code successTemplateUtils}, {@code urlTool}. */
    public static final Map<String, Tool> ALL = Map.of(
            "esc", new Esc(),
            "encoding", new Encoding(),
            "math", new Arithmetic(),
            "successTemplateUtils", new SuccessTemplates(),
            "urlTool", new UrlQuery());

    private Macros() {}

    /** The argument as it would be printed; {@code null} where it is none. */
    static String text(List<Object> arguments, int index) {
        Object argument = index < arguments.size() ? arguments.get(index) : null;
        return argument == null ? null : Texts.printed(argument, 0);
    }

    static VelocityFailure unknown(String library, String method, List<Object> arguments, String allowed) {
        return VelocityFailure.at(
                0,
                "$" + library + "." + method + " with " + arguments.size() + " arguments is not known; allowed are "
                        + allowed);
    }
}
