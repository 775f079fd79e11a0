package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.Schemas;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** JSON Schemas of the kinds of definitions. */
@Path("schemas")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class SchemasResource {

    @GET
    public Document list(@Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return new ReadyDocument(DefinitionPage.page(
                Schemas.kinds().stream()
                        .map(kind -> JsonText.object()
                                .add("kind", kind)
                                .add(
                                        "href",
                                        uri.getAbsolutePathBuilder()
                                                .segment(kind)
                                                .build()
                                                .getRawPath())
                                .build())
                        .toList(),
                Optional.empty()));
    }

    @GET
    @Path("{kind}")
    public Document one(@PathParam("kind") String kind, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return Schemas.of(kind)
                .map(ReadyDocument::new)
                .orElseThrow(() -> Refusal.notFound("Kinds are " + String.join(", ", Schemas.kinds()) + "."));
    }
}
