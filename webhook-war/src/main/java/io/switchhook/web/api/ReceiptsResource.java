package io.switchhook.web.api;

import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.ReceiptFilter;
import io.switchhook.query.StoredReceipts;
import io.switchhook.receipt.ReceiptOutcome;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The receipts in the store: what reached a source, and what became of it. */
@Path("receipts")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class ReceiptsResource {
    private final StoredReceipts receipts;

    @Inject
    public ReceiptsResource(StoredReceipts receipts) {
        this.receipts = receipts;
    }

    /** For the CDI client proxy; public because RESTEasy insists. */
    public ReceiptsResource() {
        this(null);
    }

    @GET
    public ListDocument list(@Context UriInfo uri) {
        Query query = new Query(
                uri.getQueryParameters(),
                "source",
                "outcome",
                "reason",
                "client",
                "event",
                "from",
                "to",
                "cursor",
                "limit");
        ReceiptFilter filter = new ReceiptFilter(
                query.text("source"),
                query.oneOf("outcome", ReceiptOutcome.texts()).flatMap(ReceiptOutcome::parse),
                query.text("reason"),
                query.text("client"),
                query.text("event"),
                query.time("from"),
                query.time("to"));
        return ListDocument.of(receipts.page(filter, query.page(Listing.RECEIPTS)), ReceiptItem::new);
    }

    @GET
    @Path("{id : \\d{1,18}}")
    public ReceiptDocument one(@PathParam("id") long id, @Context UriInfo uri) {
        new Query(uri.getQueryParameters());
        return receipts.find(id)
                .map(ReceiptDocument::new)
                .orElseThrow(() -> Refusal.notFound("No receipt has this id."));
    }
}
