package io.switchhook.web.api;

import io.switchhook.engine.Ordered;
import io.switchhook.engine.RunControl;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.RunFilter;
import io.switchhook.query.StoredRuns;
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

/** Executions of workflows, and deliveries to subscribers. */
@Path("runs")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class RunsResource {
    private final StoredRuns runs;
    private final RunControl control;

    @Inject
    public RunsResource(StoredRuns runs, RunControl control) {
        this.runs = runs;
        this.control = control;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public RunsResource() {
        this(null, null);
    }

    @GET
    public Document list(@Context UriInfo uri) {
        Query query = new Query(
                uri.getQueryParameters(),
                "workflow",
                "subscriber",
                "trigger",
                "subject",
                "event",
                "status",
                "from",
                "to",
                "cursor",
                "limit");
        RunFilter filter = new RunFilter(
                query.text("workflow"),
                query.text("subscriber"),
                query.text("trigger"),
                query.text("subject"),
                query.text("event"),
                query.oneOf("status", RunFilter.STATUSES),
                query.time("from"),
                query.time("to"));
        return RunJson.page(runs.page(filter, query.page(Listing.RUNS)));
    }

    @GET
    @Path("{id : \\d{1,18}}")
    public Document one(@PathParam("id") long id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return find(id);
    }

    /** Ends a run that is not finished. */
    @POST
    @Path("{id : \\d{1,18}}/cancel")
    public Document cancel(@PathParam("id") long id, @BeanParam OrderHead order, InputStream body) {
        String by = order.by(body);
        return answer(id, control.cancel(id, by));
    }

    /** Has a run that failed or was cancelled go on. */
    @POST
    @Path("{id : \\d{1,18}}/retry")
    public Document retry(@PathParam("id") long id, @BeanParam OrderHead order, InputStream body) {
        String by = order.by(body);
        return answer(id, control.retry(id, by));
    }

    private Document answer(long id, Ordered ordered) {
        Refusal.of(ordered, "No run has this id.").ifPresent(refusal -> {
            throw refusal;
        });
        return find(id);
    }

    private Document find(long id) {
        return runs.find(id).map(RunJson::detail).orElseThrow(() -> Refusal.notFound("No run has this id."));
    }
}
