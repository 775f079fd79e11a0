package io.switchhook.web.api;

import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.DeadLetters;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Work that used up its attempts. */
@Path("dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DeadLettersResource {
    private final DeadLetters deadLetters;

    @Inject
    public DeadLettersResource(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public DeadLettersResource() {
        this(null);
    }

    @GET
    public ListDocument list(@Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters(), "cursor", "limit");
        return ListDocument.of(deadLetters.page(query.page(Listing.DEAD_LETTERS)), DeadLetterDocument::new);
    }

    @GET
    @Path("{id : \\d{1,18}}")
    public DeadLetterDocument one(@PathParam("id") long id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return deadLetters
                .find(id)
                .map(DeadLetterDocument::new)
                .orElseThrow(() -> Refusal.notFound("No dead letter has this id."));
    }
}
