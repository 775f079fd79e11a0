package io.switchhook.dataaction.macro;

import io.switchhook.velocity.Tool;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code $urlTool.optionalQueryParam(name, value)}: {@code name=value}, both encoded, where there is a value; else nothing. A value that
 * is the text of a reference to nothing, {@code "${input.x}"}, is none.
 */
final class UrlQuery implements Tool {

    @Override
    public Object call(String method, List<Object> arguments) {
        if (!method.equals("optionalQueryParam") || arguments.size() != 2) {
            throw Macros.unknown("urlTool", method, arguments, "optionalQueryParam(name, value)");
        }
        String name = Macros.text(arguments, 0);
        String value = Macros.text(arguments, 1);
        if (name == null || value == null || value.isEmpty() || References.isUnresolved(value)) {
            return "";
        }
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
