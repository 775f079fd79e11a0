package io.switchhook.web.api;

import io.switchhook.catalog.Catalog;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Workflows. */
@Path("workflows")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class WorkflowsResource extends KindResource {

    @Inject
    public WorkflowsResource(Catalog catalog) {
        super("workflow", catalog);
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public WorkflowsResource() {
        this(null);
    }
}
