package io.switchhook.web.api;

import io.switchhook.engine.Ordered;
import io.switchhook.web.problem.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** A request that cannot be served as asked; carries the answer. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.title());
        this.problem = problem;
    }

    static Refusal badRequest(String reason, String title, String detail) {
        return new Refusal(new Problem(400, reason, title, detail));
    }

    static Refusal notFound(String detail) {
        return new Refusal(Problem.of(404).detail(detail));
    }

    static Refusal of(int status, String detail) {
        return new Refusal(Problem.of(status).detail(detail));
    }

    /** What cannot be done as things stand. */
    static Refusal conflict(String detail) {
        return conflict(detail, JsonValue.EMPTY_JSON_OBJECT);
    }

    /** The same with further members, for programs. */
    static Refusal conflict(String detail, JsonObject more) {
        return new Refusal(new Problem(409, "conflict", "This cannot be done as things stand", detail, more));
    }

    /** Why an order was not carried out; empty if it was. */
    static Optional<Refusal> of(Ordered ordered, String unknown) {
        if (ordered instanceof Ordered.Refused refused) {
            return Optional.of(conflict(refused.reason()));
        }
        return ordered instanceof Ordered.Unknown ? Optional.of(notFound(unknown)) : Optional.empty();
    }

    Problem problem() {
        return problem;
    }
}
