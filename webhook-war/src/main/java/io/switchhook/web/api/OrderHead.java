package io.switchhook.web.api;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** Who gives an order, and how. An order has no query parameters; every method throws {@link Refusal} where it has. */
public class OrderHead {
    @Context
    private UriInfo uri;

    @Context
    private HttpHeaders headers;

    @Context
    private SecurityContext user;

    /** To be made as a {@link jakarta.ws.rs.BeanParam}: RESTEasy makes such by this alone, and fills in the fields. */
    public OrderHead() {}

    OrderHead(UriInfo uri, HttpHeaders headers, SecurityContext user) {
        this.uri = uri;
        this.headers = headers;
        this.user = user;
    }

    /** Name of the user, who must be an administrator. */
    String by() {
        new Query(uri.getQueryParameters());
        return Operator.admin(user);
    }

    /** The same for an order that says no more than its path. */
    String by(InputStream body) {
        String name = by();
        body(body);
        return name;
    }

    /** @param allowed the members it may have */
    OrderBody body(InputStream body, String... allowed) {
        new Query(uri.getQueryParameters());
        return OrderBody.of(headers, body, allowed);
    }
}
