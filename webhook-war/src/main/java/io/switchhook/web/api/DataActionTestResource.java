package io.switchhook.web.api;

import io.switchhook.catalog.Catalog;
import io.switchhook.dataaction.DataAction;
import io.switchhook.definition.RequestJson;
import io.switchhook.step.DataActionTrial;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
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
import java.util.TreeSet;

/** Data actions that are no definitions yet. */
@Path("test/data-action")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class DataActionTestResource {
    private static final String BODY = "The body cannot be read";
    private static final String ACTION = "dataAction";
    private static final String INPUT = "input";

    private final Catalog catalog;
    private final DataActionTrial trial;

    @Inject
    public DataActionTestResource(Catalog catalog, DataActionTrial trial) {
        this.catalog = catalog;
        this.trial = trial;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public DataActionTestResource() {
        this(null, null);
    }

    /** Runs one; its target is really called. */
    @POST
    public Document test(@Context UriInfo uri, @Context SecurityContext user, InputStream body) {
        new Query(uri.getQueryParameters());
        Operator.admin(user);
        JsonObject request = object(TrialAnswers.text(body));
        for (String name : new TreeSet<>(request.keySet())) {
            if (!name.equals(ACTION) && !name.equals(INPUT)) {
                throw wrong("found member " + name + ", allowed are dataAction and input");
            }
        }
        DataAction action = catalog.unsaved(member(request, ACTION));
        return new ReadyDocument(trial.run(action, member(request, INPUT)));
    }

    private static JsonObject member(JsonObject request, String name) {
        JsonValue value = request.getOrDefault(name, JsonValue.NULL);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(name + " must be an object");
    }

    /** A body that is an object. */
    static JsonObject object(String text) {
        try {
            return RequestJson.read(text);
        } catch (IllegalArgumentException malformed) {
            throw wrong(malformed.getMessage());
        }
    }

    private static Refusal wrong(String detail) {
        return Refusal.badRequest("invalid-body", BODY, detail);
    }
}
