package io.switchhook.workflow;

/** What of an answer a variable is given. */
public sealed interface AnswerPart {

    /** What the JSONPath finds in the body; nothing where it finds nothing. */
    record Json(String path) implements AnswerPart {}

    /** The value of a header, as text; nothing where it is missing. */
    record Header(String name) implements AnswerPart {}

    /** Something that every answer has. */
    enum Whole implements AnswerPart {
        /** The status, as a number. */
        STATUS,
        /** The body as text. */
        TEXT,
        /** An object of all headers but {@code Set-Cookie}, names in lower case. */
        HEADERS,
        /** An object {@code httpStatusCode}, {@code httpResponseBody}, {@code httpResponseHeaders}, named as Webex names them. */
        ANSWER
    }
}
