package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.engine.PauseControl;
import io.switchhook.engine.TargetOverview;
import io.switchhook.engine.TargetOverview.Overview;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.target.TargetAddress;
import io.switchhook.target.TargetState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Where calls go. */
@Path("targets")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TargetsResource {
    private final TargetOverview targets;
    private final PauseControl pauses;

    @Inject
    public TargetsResource(TargetOverview targets, PauseControl pauses) {
        this.targets = targets;
        this.pauses = pauses;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public TargetsResource() {
        this(null, null);
    }

    @GET
    public Document list(@Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        JsonArrayBuilder items = JsonText.array();
        targets.all().forEach(target -> items.add(json(target)));
        return new ReadyDocument(JsonText.object().add("items", items).build());
    }

    @POST
    @Path("{target : .+}/pause")
    public Document pause(@PathParam("target") String target, @BeanParam OrderHead order, InputStream body) {
        String by = order.by(body);
        return PauseJson.paused(pauses.pause(Kind.TARGET, name(target), by));
    }

    @POST
    @Path("{target : .+}/resume")
    public Document resume(@PathParam("target") String target, @BeanParam OrderHead order, InputStream body) {
        order.by(body);
        String name = name(target);
        return PauseJson.resumed(Kind.TARGET, name, pauses.resume(Kind.TARGET, name));
    }

    private static JsonObject json(Overview overview) {
        TargetState state = overview.state();
        JsonObjectBuilder json = JsonText.object()
                .add("target", state.target())
                .add("breaker", state.breaker().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("active", state.active())
                .add("failures", state.failures())
                .add("waiting", overview.waiting())
                .add("backlog", overview.backlog());
        state.openUntil().ifPresent(until -> json.add("openUntil", until.toString()));
        overview.pause().ifPresent(pause -> json.add("paused", PauseJson.of(pause)));
        return json.build();
    }

    /** As targets are named; somebody on the way may have made one slash of two, or the caller left them out. */
    private static String name(String target) {
        try {
            return TargetAddress.of(new URI(target.replaceFirst("^(?i)(https?):/*", "$1://")))
                    .toString();
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            throw Refusal.badRequest(
                    "invalid-target",
                    "The target cannot be one",
                    "allowed is scheme://host:port or scheme:host:port, for example https://bot.example.com:443");
        }
    }
}
