package io.switchhook.web.api;

import io.switchhook.trial.Trials;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Triggers that are no definitions yet. */
@Path("test")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RequestScoped
public class TestResource {
    private static final String ADMIN = "switchhook-admin";

    private final Trials trials;

    @Inject
    public TestResource(Trials trials) {
        this.trials = trials;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public TestResource() {
        this(null);
    }

    /** Tries one on an event; nothing is started or written. Of stored events it could ask for what is masked: administrators only. */
    @POST
    public Document test(@Context UriInfo uri, @Context SecurityContext user, InputStream body) {
        new Query(uri.getQueryParameters());
        String request = TrialAnswers.text(body);
        boolean admin = user.isUserInRole(ADMIN);
        return TrialAnswers.of(() -> trials.ofUnsaved(request, admin));
    }
}
