package io.switchhook.web.api;

import io.switchhook.catalog.Catalog;
import io.switchhook.catalog.Expected;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionState;
import io.switchhook.query.Cursor;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.PageRequest;
import io.switchhook.saved.PastDefinition;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The definitions of one kind. */
public abstract class KindResource {
    private final String kind;
    private final Catalog catalog;

    protected KindResource(String kind, Catalog catalog) {
        this.kind = kind;
        this.catalog = catalog;
    }

    @GET
    public Document list(@Context UriInfo uri) {
        return DefinitionsResource.list(catalog, uri, Optional.of(kind));
    }

    @POST
    public Response create(
            @Context UriInfo uri, @Context HttpHeaders headers, @Context SecurityContext user, InputStream body) {
        new Query(uri.getQueryParameters());
        String by = Operator.admin(user);
        DefinitionKey created = catalog.create(kind, DefinitionRequest.given(headers, body, DefinitionRequest.ONE, by));
        return answer(
                Response.created(
                        uri.getAbsolutePathBuilder().segment(created.id()).build()),
                created);
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return answer(Response.ok(), key(id));
    }

    @PUT
    @Path("{id}")
    public Response update(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext user,
            InputStream body) {
        new Query(uri.getQueryParameters());
        String by = Operator.admin(user);
        Expected expected = DefinitionRequest.required(headers);
        catalog.update(key(id), expected, DefinitionRequest.given(headers, body, DefinitionRequest.ONE, by));
        return answer(Response.ok(), key(id));
    }

    @DELETE
    @Path("{id}")
    public Response delete(
            @PathParam("id") String id,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context SecurityContext user) {
        new Query(uri.getQueryParameters());
        String by = Operator.admin(user);
        catalog.delete(key(id), DefinitionRequest.expected(headers).orElseGet(Expected.Any::new), by);
        return Response.noContent().build();
    }

    @GET
    @Path("{id}/history")
    public Document history(@PathParam("id") String id, @Context UriInfo uri) {
        PageRequest page = new Query(uri.getQueryParameters(), "cursor", "limit").page(Listing.DEFINITION_HISTORY);
        long before = page.after().map(Cursor::position).orElse(Long.MAX_VALUE);
        List<PastDefinition> past = catalog.history(key(id), before, page.limit() + 1);
        if (past.isEmpty() && before == Long.MAX_VALUE && state(key(id)).isEmpty()) {
            throw unknown(key(id));
        }
        Optional<String> next = past.size() > page.limit()
                ? Optional.of(new Cursor(
                                Listing.DEFINITION_HISTORY,
                                past.get(page.limit() - 1).version())
                        .text())
                : Optional.empty();
        return new ReadyDocument(DefinitionPage.page(
                past.stream().limit(page.limit()).map(DefinitionJson::past).toList(), next));
    }

    /** What is wanted, with its version as entity tag. */
    protected Response answer(ResponseBuilder answer, DefinitionKey key) {
        DefinitionState state = state(key).orElseThrow(() -> unknown(key));
        state.saved().ifPresent(saved -> answer.tag(new EntityTag(Long.toString(saved.version()))));
        return answer.type(MediaType.APPLICATION_JSON)
                .entity(new ReadyDocument(DefinitionJson.whole(state)))
                .build();
    }

    private Optional<DefinitionState> state(DefinitionKey key) {
        return catalog.current().find(key).or(() -> catalog.current().all().stream()
                .filter(state -> state.key().equals(key))
                .findFirst());
    }

    protected DefinitionKey key(String id) {
        return new DefinitionKey(kind, Query.storable(id));
    }

    private static Refusal unknown(DefinitionKey key) {
        return Refusal.notFound("There is no " + key + ".");
    }
}
