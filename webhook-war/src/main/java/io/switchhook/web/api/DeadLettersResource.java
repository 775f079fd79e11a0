package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.engine.DeadLetterControl;
import io.switchhook.engine.DeadLetterControl.Order;
import io.switchhook.engine.DeadLetterControl.Progress;
import io.switchhook.intake.BrokerUnavailable;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.DeadLetterFilter;
import io.switchhook.query.DeadLetters;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.function.Supplier;

/** Work that used up its attempts. */
@Path("dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DeadLettersResource {
    private final DeadLetters deadLetters;
    private final DeadLetterControl control;

    @Inject
    public DeadLettersResource(DeadLetters deadLetters, DeadLetterControl control) {
        this.deadLetters = deadLetters;
        this.control = control;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public DeadLettersResource() {
        this(null, null);
    }

    @GET
    public ListDocument list(@Context UriInfo uri) {
        Query query = new Query(
                uri.getQueryParameters(),
                "kind",
                "target",
                "topic",
                "source",
                "subject",
                "from",
                "to",
                "cursor",
                "limit");
        DeadLetterFilter filter = new DeadLetterFilter(
                query.oneOf("kind", DeadLetterFilter.KINDS),
                query.text("target"),
                query.text("topic"),
                query.text("source"),
                query.text("subject"),
                query.time("from"),
                query.time("to"));
        return ListDocument.of(deadLetters.page(filter, query.page(Listing.DEAD_LETTERS)), DeadLetterDocument::new);
    }

    @GET
    @Path("{id : \\d{1,18}}")
    public DeadLetterDocument one(@PathParam("id") long id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return deadLetters.find(id).map(DeadLetterDocument::new).orElseThrow(DeadLettersResource::unknown);
    }

    /** Tries again what was lost. */
    @POST
    @Path("{id : \\d{1,18}}/retry")
    public Document retry(@PathParam("id") long id, @BeanParam OrderHead order, InputStream body) {
        String by = order.by(body);
        return one(Order.RETRY, id, by);
    }

    /** Gives it up for good. */
    @DELETE
    @Path("{id : \\d{1,18}}")
    public Document discard(@PathParam("id") long id, @BeanParam OrderHead order) {
        return one(Order.DISCARD, id, order.by());
    }

    @POST
    @Path("retry")
    public Document retryAll(@BeanParam OrderHead order, InputStream body) {
        return all(Order.RETRY, order, body);
    }

    @POST
    @Path("discard")
    public Document discardAll(@BeanParam OrderHead order, InputStream body) {
        return all(Order.DISCARD, order, body);
    }

    private Document one(Order order, long id, String by) {
        Refusal.of(taking(() -> control.one(order, id, by)), unknown().problem().detail())
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return new ReadyDocument(JsonText.object().add(done(order), 1).build());
    }

    private Document all(Order order, OrderHead head, InputStream body) {
        String by = head.by();
        OrderBody asked = head.body(body, "filter", "preview", "count");
        DeadLetterFilter filter = filter(asked);
        if (asked.flag("preview")) {
            return new ReadyDocument(JsonText.object()
                    .add("count", deadLetters.count(filter).count())
                    .build());
        }
        long counted = asked.count("count")
                .orElseThrow(() -> OrderBody.invalid(
                        "count: found nothing, allowed is the count that the same filter answers with preview: true"));
        return taking(() -> control.all(order, filter, counted, by))
                .map(progress -> progress(order, progress))
                .orElseThrow(() -> Refusal.conflict(
                        "By now more dead letters pass the filter than the " + counted + " of count."));
    }

    private static DeadLetterFilter filter(OrderBody asked) {
        OrderBody filter = asked.object("filter", "kind", "target", "topic", "source", "subject", "from", "to")
                .orElseThrow(() ->
                        OrderBody.invalid("filter: found nothing, allowed is an object; the empty one is for all"));
        return new DeadLetterFilter(
                filter.oneOf("kind", DeadLetterFilter.KINDS),
                filter.text("target"),
                filter.text("topic"),
                filter.text("source"),
                filter.text("subject"),
                filter.time("from"),
                filter.time("to"));
    }

    private static Document progress(Order order, Progress progress) {
        JsonArrayBuilder refused = JsonText.array();
        progress.refused()
                .forEach((reason, count) ->
                        refused.add(JsonText.object().add("reason", reason).add("count", count)));
        return new ReadyDocument(JsonText.object()
                .add(done(order), progress.done())
                .add("refused", refused)
                .add("remaining", progress.remaining())
                .build());
    }

    private static String done(Order order) {
        return order == Order.RETRY ? "retried" : "discarded";
    }

    private static <T> T taking(Supplier<T> order) {
        try {
            return order.get();
        } catch (BrokerUnavailable unavailable) {
            throw Refusal.of(503, "The broker takes no messages now; the dead letters stay. Try again later.");
        }
    }

    private static Refusal unknown() {
        return Refusal.notFound("No dead letter has this id.");
    }
}
