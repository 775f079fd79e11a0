package io.switchhook.web.api;

import io.switchhook.api.wire.BackFill;
import io.switchhook.api.wire.JsonText;
import io.switchhook.engine.PastRequests;
import io.switchhook.engine.SubscriberControl;
import io.switchhook.engine.SubscriberRemoval;
import io.switchhook.engine.SubscriberRemoval.Removal;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.pause.Pauses;
import io.switchhook.query.StoredSubscribers;
import io.switchhook.query.SubscriberView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
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

/** Host applications. */
@Path("subscribers")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SubscribersResource {
    private final StoredSubscribers subscribers;
    private final Pauses pauses;
    private final SubscriberControl control;
    private final SubscriberRemoval removal;
    private final PastRequests past;

    @Inject
    public SubscribersResource(
            StoredSubscribers subscribers,
            Pauses pauses,
            SubscriberControl control,
            SubscriberRemoval removal,
            PastRequests past) {
        this.subscribers = subscribers;
        this.pauses = pauses;
        this.control = control;
        this.removal = removal;
        this.past = past;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public SubscribersResource() {
        this(null, null, null, null, null);
    }

    @GET
    public Document list(@Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        JsonArrayBuilder items = JsonText.array();
        subscribers.all().forEach(one -> items.add(json(one)));
        return new ReadyDocument(JsonText.object().add("items", items).build());
    }

    @GET
    @Path("{name}")
    public Document one(@PathParam("name") String name, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return shown(name);
    }

    @POST
    @Path("{name}/pause")
    public Document pause(@PathParam("name") String name, @BeanParam OrderHead order, InputStream body) {
        String by = order.by(body);
        return control.pause(Query.storable(name), by).map(PauseJson::paused).orElseThrow(SubscribersResource::unknown);
    }

    @POST
    @Path("{name}/resume")
    public Document resume(@PathParam("name") String name, @BeanParam OrderHead order, InputStream body) {
        order.by(body);
        return control.resume(Query.storable(name))
                .map(was -> PauseJson.resumed(Kind.SUBSCRIBER, name, was))
                .orElseThrow(SubscribersResource::unknown);
    }

    /** Has it given events of the past. */
    @POST
    @Path("{name}/replay")
    public Document replay(@PathParam("name") String name, @BeanParam OrderHead order, InputStream body) {
        String by = order.by();
        BackFill asked = SubscriberJson.backFill(order.body(body, "id", "since", "after"));
        Refusal.of(
                        past.ask(Query.storable(name), asked, by),
                        unknown().problem().detail())
                .ifPresent(refusal -> {
                    throw refusal;
                });
        return shown(name);
    }

    /** Removes it with what waits for it, or tells what that would discard. */
    @DELETE
    @Path("{name}")
    public Document remove(@PathParam("name") String name, @Context UriInfo uri, @Context SecurityContext user) {
        Query query = new Query(uri.getQueryParameters(), "preview", "count");
        if (query.flag("preview")) {
            return removal.preview(Query.storable(name))
                    .map(stock -> new ReadyDocument(SubscriberJson.of(stock)))
                    .orElseThrow(SubscribersResource::unknown);
        }
        String by = Operator.admin(user);
        long counted = query.count("count").orElse(0L);
        Removal done = removal.remove(Query.storable(name), counted, by).orElseThrow(SubscribersResource::unknown);
        if (done.done()) {
            return new ReadyDocument(JsonText.object()
                    .add("removed", name)
                    .add("discarded", SubscriberJson.of(done.stock()))
                    .build());
        }
        throw done.stock().present()
                ? Refusal.conflict(
                        "The subscriber is present and would register again: undeploy its application first.")
                : Refusal.conflict(
                        "It would discard " + done.stock().waiting() + " waiting deliveries and "
                                + done.stock().deadLetters() + " dead letters; allowed is that with count="
                                + done.stock().count() + ".",
                        SubscriberJson.of(done.stock()));
    }

    private Document shown(String name) {
        return subscribers
                .find(Query.storable(name))
                .map(one -> new ReadyDocument(json(one)))
                .orElseThrow(SubscribersResource::unknown);
    }

    private JsonObject json(SubscriberView subscriber) {
        return SubscriberJson.of(subscriber, pauses.of(Kind.SUBSCRIBER, subscriber.name()));
    }

    private static Refusal unknown() {
        return Refusal.notFound("No subscriber has this name.");
    }
}
