package io.switchhook.web.api;

import io.switchhook.trial.Trials;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** The triggers in force. */
@Path("triggers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class TriggersResource {
    private final Trials trials;

    @Inject
    public TriggersResource(Trials trials) {
        this.trials = trials;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public TriggersResource() {
        this(null);
    }

    /** Tries one on an event; nothing is started or written. */
    @POST
    @Path("{id}/test")
    public Document test(@PathParam("id") String id, @Context UriInfo uri, InputStream body) {
        new Query(uri.getQueryParameters());
        String request = TrialAnswers.text(body);
        return TrialAnswers.of(
                () -> trials.ofTrigger(id, request).orElseThrow(() -> Refusal.notFound("No trigger has this id.")));
    }
}
