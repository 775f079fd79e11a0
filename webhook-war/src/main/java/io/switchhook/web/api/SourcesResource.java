package io.switchhook.web.api;

import io.switchhook.engine.PauseControl;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.pause.Pauses;
import io.switchhook.query.Page;
import io.switchhook.source.Sources;
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

/** The configured sources, in the order configured; few enough for one page. */
@Path("sources")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SourcesResource {
    private final Sources sources;
    private final Pauses pauses;
    private final PauseControl control;

    @Inject
    public SourcesResource(Sources sources, Pauses pauses, PauseControl control) {
        this.sources = sources;
        this.pauses = pauses;
        this.control = control;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public SourcesResource() {
        this(null, null, null);
    }

    @GET
    public ListDocument list(@Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return ListDocument.of(
                new Page<>(sources.all(), Optional.empty()),
                source -> new SourceItem(source, pauses.of(Kind.SOURCE, source.name())));
    }

    /** Has a source's hook take nothing for a while. */
    @POST
    @Path("{name}/pause")
    public Document pause(@PathParam("name") String name, @BeanParam OrderHead order, InputStream body) {
        String by = order.by(body);
        find(name);
        return PauseJson.paused(control.pause(Kind.SOURCE, name, by));
    }

    @POST
    @Path("{name}/resume")
    public Document resume(@PathParam("name") String name, @BeanParam OrderHead order, InputStream body) {
        order.by(body);
        find(name);
        return PauseJson.resumed(Kind.SOURCE, name, control.resume(Kind.SOURCE, name));
    }

    private void find(String name) {
        if (sources.find(name).isEmpty()) {
            throw Refusal.notFound("No source has this name.");
        }
    }
}
