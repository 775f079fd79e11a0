package io.switchhook.httprequest;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which charset a body is written. */
public final class ContentCharset {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s\";]+)");

    private ContentCharset() {}

    /**
     * The charset the content type names; UTF-8 where it names none.
     *
     * @throws IllegalArgumentException if it names one that is not known
     */
    public static Charset of(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        try {
            return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("contentType names a charset that is not known", unknown);
        }
    }
}
