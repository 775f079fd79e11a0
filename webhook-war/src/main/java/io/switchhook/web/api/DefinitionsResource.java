package io.switchhook.web.api;

import io.switchhook.catalog.Catalog;
import io.switchhook.catalog.Export;
import io.switchhook.definition.DefinitionParser;
import io.switchhook.definition.DefinitionState;
import io.switchhook.query.PageRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The definitions of all kinds. */
@Path("definitions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DefinitionsResource {
    private static final String ORIGIN = "origin";
    private static final String STATE = "state";

    private final Catalog catalog;

    @Inject
    public DefinitionsResource(Catalog catalog) {
        this.catalog = catalog;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public DefinitionsResource() {
        this(null);
    }

    @GET
    public Document list(@Context UriInfo uri) {
        return list(catalog, uri, Optional.empty());
    }

    /** @param kind that alone; empty for what the parameter {@code kind} says */
    static Document list(Catalog catalog, UriInfo uri, Optional<String> kind) {
        Query query = kind.isPresent()
                ? new Query(uri.getQueryParameters(), ORIGIN, STATE, "cursor", "limit")
                : new Query(uri.getQueryParameters(), "kind", ORIGIN, STATE, "cursor", "limit");
        Optional<String> wanted = kind.or(() -> query.oneOf("kind", DefinitionParser.KINDS));
        Optional<String> origin = query.oneOf(ORIGIN, List.of("file", "api"));
        Optional<String> condition = query.oneOf(STATE, List.of("active", "disabled"));
        Stream<DefinitionState> states = catalog.current().all().stream()
                .filter(state ->
                        wanted.isEmpty() || wanted.get().equals(state.key().kind()))
                .filter(state -> origin.isEmpty()
                        || origin.get().equals("api") == state.saved().isPresent())
                .filter(state -> condition.isEmpty()
                        || condition.get().equals("disabled")
                                == state.disabledBecause().isPresent());
        return new ReadyDocument(
                DefinitionPage.of(states, query.text("cursor"), query.limit(PageRequest.DEFAULT_LIMIT)));
    }

    /** Applies all or nothing. */
    @PUT
    public Document apply(
            @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext user, InputStream body) {
        Query query = new Query(uri.getQueryParameters(), "dry-run", "prune");
        boolean dryRun = query.flag("dry-run");
        boolean prune = query.flag("prune");
        String by = Operator.admin(user);
        return new ReadyDocument(DefinitionJson.applied(
                catalog.apply(DefinitionRequest.given(headers, body, DefinitionRequest.MANY, by), prune, dryRun),
                dryRun));
    }

    @GET
    @Path("export")
    @Produces("application/yaml")
    public String export(@Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return Export.yaml(catalog.current());
    }
}
