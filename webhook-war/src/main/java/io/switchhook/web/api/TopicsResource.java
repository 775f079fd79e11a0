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

/** The topics of events. */
@Path("topics")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class TopicsResource {
    private final Trials trials;

    @Inject
    public TopicsResource(Trials trials) {
        this.trials = trials;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public TopicsResource() {
        this(null);
    }

    /** Tries all triggers about one on an event; nothing is started or written. */
    @POST
    @Path("{topic}/test")
    public Document test(@PathParam("topic") String topic, @Context UriInfo uri, InputStream body) {
        new Query(uri.getQueryParameters());
        String request = TrialAnswers.text(body);
        return TrialAnswers.ofTopic(() -> trials.ofTopic(topic, request));
    }
}
