package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.RequestJson;
import io.switchhook.desk.DeskAccess;
import io.switchhook.desk.DeskToken;
import io.switchhook.web.problem.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;

/** Tokens by which agents listen at their desks. */
@Path("desk/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class DeskResource {
    private static final String ADMIN = "switchhook-admin";
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final String USUAL = "PT12H";
    private static final int MOST_AGENT = 256;

    private final DeskAccess access;

    @Inject
    public DeskResource(DeskAccess access) {
        this.access = access;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public DeskResource() {
        this(null);
    }

    /** Issues one. */
    @POST
    public Document issue(@Context UriInfo uri, @Context SecurityContext user, InputStream body) {
        new Query(uri.getQueryParameters());
        if (!user.isUserInRole(ADMIN)) {
            throw Refusal.of(403, "the role " + ADMIN + " is needed");
        }
        JsonObject asked = read(body);
        String agent = text(asked, "agent", "");
        if (agent.isBlank() || agent.length() > MOST_AGENT) {
            throw invalid("agent: found " + agent.length() + " characters, allowed are 1 to " + MOST_AGENT);
        }
        DeskToken.Signed token = access.issue(agent, validFor(text(asked, "validFor", USUAL)))
                .orElseThrow(() -> new Refusal(new Problem(
                        409,
                        "no-secret",
                        "No token can be signed",
                        "switchhook.desk.secrets: found nothing, allowed are secrets of 32 characters and more")));
        return new ReadyDocument(JsonText.object()
                .add("agent", agent)
                .add("token", token.text())
                .add("until", token.until().toString())
                .build());
    }

    private static JsonObject read(InputStream body) {
        JsonObject asked;
        try {
            asked = RequestJson.read(TrialAnswers.text(body));
        } catch (IllegalArgumentException malformed) {
            throw invalid(malformed.getMessage());
        }
        asked.keySet().stream()
                .filter(name -> !Set.of("agent", "validFor").contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw invalid(unknown + ": found an unknown member, allowed are agent, validFor");
                });
        return asked;
    }

    private static String text(JsonObject asked, String name, String absent) {
        JsonValue value = asked.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return absent;
        }
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw invalid(name + ": found something else, allowed is text");
    }

    private static Duration validFor(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException malformed) {
            // told below with the range
        }
        throw invalid("validFor: allowed is an ISO-8601 duration from " + SHORTEST + " to " + LONGEST);
    }

    private static Refusal invalid(String detail) {
        return Refusal.badRequest("invalid-body", "The body cannot be read", detail);
    }
}
