package io.switchhook.web.api;

import io.switchhook.api.wire.JsonText;
import io.switchhook.engine.NodeDrain;
import io.switchhook.engine.NodeDrain.Overview;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Locale;

/** The server that answers. */
@Path("node")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class NodeResource {
    private final NodeDrain node;

    @Inject
    public NodeResource(NodeDrain node) {
        this.node = node;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public NodeResource() {
        this(null);
    }

    @GET
    public Document show(@Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return json(node.overview());
    }

    /** Has the node take on no more work. */
    @POST
    @Path("drain")
    public Document drain(@BeanParam OrderHead order, InputStream body) {
        order.by(body);
        return json(node.drain());
    }

    @POST
    @Path("resume")
    public Document resume(@BeanParam OrderHead order, InputStream body) {
        order.by(body);
        return json(node.resume());
    }

    private static Document json(Overview overview) {
        JsonObjectBuilder json = JsonText.object()
                .add("node", overview.node())
                .add("state", overview.state().name().toLowerCase(Locale.ROOT))
                .add("runs", overview.runs());
        overview.since().ifPresent(since -> json.add("since", since.toString()));
        return new ReadyDocument(json.build());
    }
}
