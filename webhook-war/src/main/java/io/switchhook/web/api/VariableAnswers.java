package io.switchhook.web.api;

import io.switchhook.definition.RequestJson;
import io.switchhook.memory.VariableRefused;
import io.switchhook.web.problem.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Supplier;

/** What the resources that change variables have in common. */
final class VariableAnswers {
    private static final String ADMIN = "switchhook-admin";
    private static final String VALUE = "value";

    private VariableAnswers() {}

    /** Who changes something: an administrator, nobody else. */
    static String admin(SecurityContext user) {
        if (!user.isUserInRole(ADMIN)) {
            throw Refusal.of(403, "found a user without the role " + ADMIN + ", which changes need");
        }
        return user.getUserPrincipal().getName();
    }

    /** The value in a body {@code {"value": …}}. */
    static JsonValue value(InputStream body) {
        try {
            JsonObject json = RequestJson.read(TrialAnswers.text(body));
            if (json.keySet().equals(Set.of(VALUE))) {
                return json.get(VALUE);
            }
        } catch (IllegalArgumentException malformed) {
            throw Refusal.badRequest("invalid-body", TrialAnswers.BODY, malformed.getMessage());
        }
        throw Refusal.badRequest("invalid-body", TrialAnswers.BODY, "found other members, allowed is value alone");
    }

    /** What a change came to. */
    static <T> T changed(Supplier<T> change) {
        try {
            return change.get();
        } catch (VariableRefused refused) {
            throw new Refusal(
                    switch (refused.reason()) {
                        case INVALID ->
                            new Problem(400, "invalid-variable", "The variable cannot be one", refused.getMessage());
                        case READ_ONLY ->
                            new Problem(409, "read-only", "The variable is a definition's", refused.getMessage());
                        case TOO_MANY ->
                            new Problem(409, "too-many-variables", "There are too many", refused.getMessage());
                    });
        }
    }

    static Refusal unknown() {
        return Refusal.notFound("No variable has this name.");
    }
}
