package io.switchhook.bench.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Hooks as they are usually written. */
@Path("/")
@ApplicationScoped
public class HookResource {
    private static final int TOGETHER = 500;

    // RESTEasy wants a public constructor without parameters.
    @Inject
    private FirstAttempt attempt;

    /** What this server can do at most: reads the body, checks the HMAC, answers. */
    @POST
    @Path("ceiling")
    public Response ceiling(@HeaderParam("X-Hub-Signature") String signature, byte[] body) {
        return answer(Signature.fits(signature, body));
    }

    /** The hook as a first attempt would be. */
    @POST
    @Path("naive")
    public Response naive(@HeaderParam("X-Hub-Signature") String signature, byte[] body) {
        boolean fits = Signature.fits(signature, body);
        if (fits) {
            attempt.keep(new String(body, UTF_8));
        }
        return answer(fits);
    }

    /** Empties its queue: a broker that is given a hundred thousand messages holds them in memory, or is full. */
    @DELETE
    @Path("naive")
    public void empty() {
        while (attempt.take(TOGETHER) > 0) {
            // until there is none
        }
    }

    private static Response answer(boolean fits) {
        return Response.status(fits ? 200 : 401).header("Content-Length", 0).build();
    }
}
