package io.switchhook.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How the values a template prints are escaped: by what the rendered text is used for. */
public enum Escaping {
    /** Plain text: as is. */
    NONE {
        @Override
        String value(String text) {
            return text;
        }
    },
    /** Inside a JSON string literal; the quotes around it are the template's. */
    JSON {
        @Override
        String value(String text) {
            return Characters.json(text);
        }
    },
    /** XML and HTML text or attribute values; characters that XML 1.0 cannot hold are dropped. */
    XML {
        @Override
        String value(String text) {
            return Characters.xml(text);
        }
    },
    /** A value of {@code application/x-www-form-urlencoded}. */
    FORM {
        @Override
        String value(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    },
    /**
     * A value inside a URL: everything but letters, digits and {@code - _ . ~} is percent-encoded. A value that is {@code .}
     * or {@code ..} as a whole is an error, because servers would take it for a step in the path.
     */
    URL {
        @Override
        String value(String text) {
            if (text.equals(".") || text.equals("..")) {
                throw new TemplateFailure(
                        0, "a value printed into a URL is \"" + text + "\", which would change its path");
            }
            return URLEncoder.encode(text, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A")
                    .replace("%7E", "~");
        }

        @Override
        String whole(String rendered) {
            return rendered.strip();
        }
    },
    /** A header's value: line ends and other control characters become a space, in the whole text, so nothing can add a header. */
    HEADER {
        @Override
        String value(String text) {
            return text;
        }

        @Override
        String whole(String rendered) {
            return Characters.oneLine(rendered).strip();
        }
    };

    /** One printed value, escaped. */
    abstract String value(String text);

    /** The rendered text as a whole, after its values were escaped. */
    String whole(String rendered) {
        return rendered;
    }

    /** What suits a body of this content type: JSON, XML or HTML, form data; everything else is plain text. */
    public static Escaping forContentType(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        if (type.endsWith("/json") || type.endsWith("+json")) {
            return JSON;
        }
        if (type.endsWith("/xml") || type.endsWith("+xml") || type.equals("text/html")) {
            return XML;
        }
        return type.equals("application/x-www-form-urlencoded") ? FORM : NONE;
    }
}
