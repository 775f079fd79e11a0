package io.switchhook.web.api;

import io.switchhook.catalog.Catalog;
import io.switchhook.trial.Trials;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Triggers. */
@Path("triggers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TriggersResource extends KindResource {
    private final Catalog catalog;
    private final Trials trials;

    @Inject
    public TriggersResource(Catalog catalog, Trials trials) {
        super("trigger", catalog);
        this.catalog = catalog;
        this.trials = trials;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public TriggersResource() {
        this(null, null);
    }

    /** Tries one on an event; nothing is started or written. */
    @POST
    @Path("{id}/test")
    @Consumes(MediaType.APPLICATION_JSON)
    public Document test(@PathParam("id") String id, @Context UriInfo uri, InputStream body) {
        new Query(uri.getQueryParameters());
        String request = TrialAnswers.text(body);
        return TrialAnswers.of(
                () -> trials.ofTrigger(id, request).orElseThrow(() -> Refusal.notFound("No trigger has this id.")));
    }

    @POST
    @Path("{id}/enable")
    public Response enable(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext user,
            InputStream body) {
        OrderBody.of(headers, body);
        return turn(id, true, uri, user);
    }

    @POST
    @Path("{id}/disable")
    public Response disable(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext user,
            InputStream body) {
        OrderBody.of(headers, body);
        return turn(id, false, uri, user);
    }

    private Response turn(String id, boolean enabled, UriInfo uri, SecurityContext user) {
        new Query(uri.getQueryParameters());
        String by = Operator.admin(user);
        catalog.turn(key(id), enabled, by);
        return answer(Response.ok(), key(id));
    }
}
