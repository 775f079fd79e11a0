package io.switchhook.web.api;

import io.switchhook.query.Page;
import io.switchhook.source.Sources;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** The configured sources, in the order configured; few enough for one page. */
@Path("sources")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SourcesResource {
    private final Sources sources;

    @Inject
    public SourcesResource(Sources sources) {
        this.sources = sources;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public SourcesResource() {
        this(null);
    }

    @GET
    public ListDocument list(@Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return ListDocument.of(new Page<>(sources.all(), Optional.empty()), SourceItem::new);
    }
}
