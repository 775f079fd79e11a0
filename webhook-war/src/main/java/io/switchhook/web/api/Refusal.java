package io.switchhook.web.api;

import io.switchhook.web.problem.Problem;

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

    Problem problem() {
        return problem;
    }
}
