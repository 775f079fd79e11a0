package io.switchhook.web.problem;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A problem document.
 *
 * @param status HTTP status code, 400 to 599
 * @param reason last part of the type {@code urn:switchhook:problem:<reason>}; lower case with hyphens
 * @param title what is wrong, the same for every problem of this reason
 * @param detail what is wrong this time and what is allowed; empty where there is no more to say
 * @param more further members, for programs; empty where there are none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public record Problem(int status, String reason, String title, String detail, JsonObject more) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** @throws IllegalArgumentException if {@code status} is not one of an error */
    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status is " + status + ", must be 400 to 599");
        }
    }

    /** A problem without further members. */
    public Problem(int status, String reason, String title, String detail) {
        this(status, reason, title, detail, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** The problem that goes with a status alone. */
    public static Problem of(int status) {
        return switch (status) {
            case 400 -> new Problem(400, "bad-request", "The request cannot be understood", "");
            case 401 -> new Problem(401, "unauthorized", "User and password are needed", "");
            case 403 -> new Problem(403, "forbidden", "This user may not do that", "");
            case 404 -> new Problem(404, "not-found", "There is nothing here", "");
            case 405 -> new Problem(405, "method-not-allowed", "This method is not allowed here", "");
            case 406 -> new Problem(406, "not-acceptable", "None of the accepted media types can be given", "");
            case 413 -> new Problem(413, "too-large", "The request is too large", "");
            case 415 -> new Problem(415, "unsupported-media-type", "This media type cannot be read", "");
            case 503 -> new Problem(503, "unavailable", "This cannot be served for the moment", "Try again later.");
            default ->
                status < 500
                        ? new Problem(status, "bad-request", "The request cannot be served", "")
                        : new Problem(
                                status, "internal-error", "Something went wrong here", "The server's log says what.");
        };
    }

    /** This problem with what is wrong this time. */
    public Problem detail(String text) {
        return new Problem(status, reason, title, text, more);
    }

    /** The document: {@code type}, {@code title}, {@code status}, where there is one {@code detail}, and the further members. */
    public JsonObject toJson() {
        var json = JsonText.object()
                .add("type", "urn:switchhook:problem:" + reason)
                .add("title", title)
                .add("status", status);
        if (!detail.isEmpty()) {
            json.add("detail", detail);
        }
        return json.addAll(JsonText.object(more)).build();
    }

    /**
     * Answers a request with the document and nothing that is older.
     *
     * @throws IOException if who asked has gone
     */
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = toJson().toString().getBytes(UTF_8);
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
