package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.catalog.Catalog;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.PageRequest;
import io.switchhook.source.SourceState;
import io.switchhook.source.Sources;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with sources and definitions now. */
@Path("problems")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ProblemsResource {
    private final Catalog catalog;
    private final Sources sources;

    @Inject
    public ProblemsResource(Catalog catalog, Sources sources) {
        this.catalog = catalog;
        this.sources = sources;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public ProblemsResource() {
        this(null, null);
    }

    @GET
    public Document list(@Context UriInfo uri) {
        PageRequest page = new Query(uri.getQueryParameters(), "cursor", "limit").page(Listing.PROBLEMS);
        List<JsonObject> problems = new ArrayList<>();
        for (SourceState state : sources.all()) {
            if (state instanceof SourceState.Disabled disabled) {
                problems.add(JsonText.object()
                        .add("about", "source")
                        .add("source", disabled.name())
                        .add("message", disabled.reason())
                        .build());
            }
        }
        catalog.current()
                .errors()
                .forEach(error -> problems.add(JsonText.object()
                        .add("about", "definition")
                        .addAll(JsonText.object(DefinitionProblems.error(error)))
                        .build()));
        return new ReadyDocument(DefinitionPage.of(problems, page, Listing.PROBLEMS, item -> item));
    }
}
