package io.switchhook.intake;

import io.switchhook.source.Source;

/** Whether a request's body is worth reading. */
public sealed interface Admission {

    /**
     * Read the body, at most {@code source.maxBody()} bytes of it.
     *
     * @param client whose the request is, behind proxies
     */
    record Admitted(Source source, String client) implements Admission {}

    /** The answer stands without the body. */
    record Answered(Outcome outcome) implements Admission {}
}
