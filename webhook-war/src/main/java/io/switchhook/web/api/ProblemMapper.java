package io.switchhook.web.api;

import io.switchhook.catalog.Conflict;
import io.switchhook.catalog.InvalidDefinitions;
import io.switchhook.store.Outage;
import io.switchhook.web.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Every error of the admin API as a problem document; what callers must not see goes to the log. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());
    private static final int RETRY_SECONDS = 5;

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return answer(refusal.problem()).build();
        }
        if (failure instanceof InvalidDefinitions invalid) {
            return answer(DefinitionProblems.of(invalid)).build();
        }
        if (failure instanceof Conflict conflict) {
            return answer(DefinitionProblems.of(conflict)).build();
        }
        if (failure instanceof WebApplicationException known) {
            return ofKnown(known.getResponse());
        }
        if (Outage.caused(failure)) {
            LOG.log(Level.WARNING, "SWH1401 The store cannot be read", failure);
            return answer(Problem.of(503).detail("The store cannot be read. Try again later."))
                    .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                    .build();
        }
        LOG.log(Level.ERROR, "SWH1402 A request to the admin API failed", failure);
        return answer(Problem.of(500)).build();
    }

    private static Response ofKnown(Response response) {
        if (response.getStatus() < 400) {
            // JAX-RS answers OPTIONS by an exception.
            return response;
        }
        Response.ResponseBuilder answer = answer(Problem.of(response.getStatus()));
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    private static Response.ResponseBuilder answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.toJson().toString());
    }
}
