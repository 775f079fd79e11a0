package io.switchhook.dataaction.macro;

import io.switchhook.velocity.Tool;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** {@code $encoding.base64(text)}: Base64 of the text's UTF-8, with padding. */
final class Encoding implements Tool {

    @Override
    public Object call(String method, List<Object> arguments) {
        if (!method.equals("base64") || arguments.size() != 1) {
            throw Macros.unknown("encoding", method, arguments, "base64 (one argument)");
        }
        String text = Macros.text(arguments, 0);
        return text == null ? null : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
