package io.switchhook.web.api;

import io.switchhook.memory.VariableChanges;
import io.switchhook.query.StoredVariables;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Global variables. */
@Path("variables")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class VariablesResource {
    private final StoredVariables variables;
    private final VariableChanges changes;

    @Inject
    public VariablesResource(StoredVariables variables, VariableChanges changes) {
        this.variables = variables;
        this.changes = changes;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public VariablesResource() {
        this(null, null);
    }

    @GET
    public Document list(@Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return new ReadyDocument(VariableJson.globals(variables.global()));
    }

    @GET
    @Path("{id}")
    public Document one(@PathParam("id") String id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return shown(id);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Document set(
            @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext user, InputStream body) {
        new Query(uri.getQueryParameters());
        String admin = VariableAnswers.admin(user);
        JsonValue value = VariableAnswers.value(body);
        return VariableAnswers.changed(() -> {
            changes.setGlobal(id, value, admin);
            return shown(id);
        });
    }

    @DELETE
    @Path("{id}")
    public Response drop(@PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext user) {
        new Query(uri.getQueryParameters());
        String admin = VariableAnswers.admin(user);
        if (!VariableAnswers.changed(() -> changes.dropGlobal(Query.storable(id), admin))) {
            throw VariableAnswers.unknown();
        }
        return Response.noContent().build();
    }

    private Document shown(String id) {
        return variables
                .global(Query.storable(id))
                .map(VariableJson::global)
                .map(ReadyDocument::new)
                .orElseThrow(VariableAnswers::unknown);
    }
}
