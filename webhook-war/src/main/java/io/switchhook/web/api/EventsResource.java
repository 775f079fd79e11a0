package io.switchhook.web.api;

import io.switchhook.engine.Replays;
import io.switchhook.engine.Replays.Wanted;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.EventDetail;
import io.switchhook.query.EventFilter;
import io.switchhook.query.StoredEvents;
import io.switchhook.trial.Trial;
import io.switchhook.trial.Trials;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;

/** The events in the store. */
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class EventsResource {
    private final StoredEvents events;
    private final Trials trials;
    private final Replays replays;

    @Inject
    public EventsResource(StoredEvents events, Trials trials, Replays replays) {
        this.events = events;
        this.trials = trials;
        this.replays = replays;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public EventsResource() {
        this(null, null, null);
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
        return new EventDocument(find(id));
    }

    /** What became of an event and why: its runs, and what each trigger says about it. */
    @GET
    @Path("{id}/story")
    public StoryDocument story(@PathParam("id") String id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        EventDetail event = find(id);
        return trials.ofStored(id).map(trial -> new StoryDocument(event, trial)).orElseThrow(EventsResource::unknown);
    }

    /** Has a stored event go through the rules again, or tells what that would start. */
    @POST
    @Path("{id}/replay")
    public Document replay(@PathParam("id") String id, @BeanParam OrderHead order, InputStream body) {
        OrderBody asked = order.body(body, "dry", "triggers", "subscribers");
        Wanted wanted = new Wanted(asked.texts("triggers"), asked.flag("subscribers"));
        if (asked.flag("dry")) {
            EventDetail event = find(id);
            Trial trial = trials.ofStored(id).orElseThrow(EventsResource::unknown);
            return replays.dry(id, wanted)
                    .map(replay -> ReplayJson.dry(event, trial, replay, wanted))
                    .orElseThrow(EventsResource::unknown);
        }
        String by = order.by();
        find(id);
        return replays.replay(id, wanted, by)
                .map(replay -> ReplayJson.of(id, replay, wanted))
                .orElseThrow(EventsResource::unknown);
    }

    private EventDetail find(String id) {
        return Optional.of(id)
                // PostgreSQL takes no character 0 in a text.
                .filter(text -> text.indexOf('\0') < 0)
                .flatMap(events::find)
                .orElseThrow(EventsResource::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("No event has this id.");
    }
}
