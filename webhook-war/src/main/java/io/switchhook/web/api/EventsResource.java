package io.switchhook.web.api;

import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.EventFilter;
import io.switchhook.query.StoredEvents;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** The events in the store. */
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EventsResource {
    private final StoredEvents events;

    @Inject
    public EventsResource(StoredEvents events) {
        this.events = events;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public EventsResource() {
        this(null);
    }

    @GET
    public ListDocument list(@Context UriInfo uri) {
        Query query =
                new Query(uri.getQueryParameters(), "source", "topic", "subject", "from", "to", "cursor", "limit");
        EventFilter filter = new EventFilter(
                query.text("source"), query.text("topic"), query.text("subject"), query.time("from"), query.time("to"));
        return ListDocument.of(events.page(filter, query.page(Listing.EVENTS)), EventItem::new);
    }

    @GET
    @Path("{id}")
    public EventDocument one(@PathParam("id") String id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return Optional.of(id)
                // PostgreSQL takes no character 0 in a text.
                .filter(text -> text.indexOf('\0') < 0)
                .flatMap(events::find)
                .map(EventDocument::new)
                .orElseThrow(() -> Refusal.notFound("No event has this id."));
    }
}
