package io.switchhook.web.api;

import io.switchhook.catalog.Catalog;
import io.switchhook.dataaction.DataAction;
import io.switchhook.step.DataActionTrial;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Data actions. */
@Path("data-actions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DataActionsResource extends KindResource {
    private final Catalog catalog;
    private final DataActionTrial trial;

    @Inject
    public DataActionsResource(Catalog catalog, DataActionTrial trial) {
        super("data-action", catalog);
        this.catalog = catalog;
        this.trial = trial;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public DataActionsResource() {
        this(null, null);
    }

    /** In the form of Genesys Cloud: what was imported, unchanged. */
    @GET
    @Path("{id}/export")
    public Document export(@PathParam("id") String id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return new ReadyDocument(action(id).document());
    }

    /** Runs one with the input in the body; its target is really called. */
    @POST
    @Path("{id}/test")
    @Consumes(MediaType.APPLICATION_JSON)
    public Document test(
            @PathParam("id") String id, @Context UriInfo uri, @Context SecurityContext user, InputStream body) {
        new Query(uri.getQueryParameters());
        Operator.admin(user);
        return new ReadyDocument(trial.run(action(id), DataActionTestResource.object(TrialAnswers.text(body))));
    }

    private DataAction action(String id) {
        return catalog.current()
                .dataAction(id)
                .orElseThrow(() -> Refusal.notFound("There is no " + key(id) + " in force."));
    }
}
