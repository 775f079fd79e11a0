package io.switchhook.web.desk;

import io.switchhook.desk.Desk;
import io.switchhook.desk.Desk.Seating;
import io.switchhook.desk.DeskAccess;
import io.switchhook.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code GET /desk/{agent}}: the agent's screen pops as server-sent events, for as long as the desk listens. The query is neither logged
 * nor shown: it may hold a token.
 */
@WebServlet(name = "desk", urlPatterns = "/desk/*", asyncSupported = true)
public class DeskServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST_AGENT = 256;
    private static final int TOO_MANY_REQUESTS = 429;
    /** A browser comes again after so many milliseconds. */
    private static final String RETRY = "retry: 2000\n\n";

    @Inject
    private transient Desk desk;

    @Inject
    private transient DeskAccess access;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        allowOrigin(request, response);
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            Problem.of(HttpServletResponse.SC_METHOD_NOT_ALLOWED).answer(request, response);
            return;
        }
        String agent = agent(request);
        if (agent.isEmpty() || agent.length() > MOST_AGENT) {
            Problem.of(HttpServletResponse.SC_NOT_FOUND)
                    .detail("A desk is found under its agent: /desk/{agent}.")
                    .answer(request, response);
            return;
        }
        DeskAccess.Decision decision =
                access.decide(agent, values(request, "token"), Collections.list(request.getHeaders("Authorization")));
        if (decision instanceof DeskAccess.Allowed allowed) {
            listen(agent, allowed, request, response);
        } else if (decision instanceof DeskAccess.Forbidden forbidden) {
            Problem.of(HttpServletResponse.SC_FORBIDDEN).detail(forbidden.why()).answer(request, response);
        } else if (decision instanceof DeskAccess.Unknown unknown) {
            // no Basic: a browser would ask the agent for a password
            response.setHeader("WWW-Authenticate", "Bearer realm=\"Switchhook\"");
            new Problem(401, "unauthorized", "A token for this desk is needed", unknown.why())
                    .answer(request, response);
        }
    }

    private void listen(
            String agent, DeskAccess.Allowed allowed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<OptionalLong> last = lastId(request);
        if (last.isEmpty()) {
            Problem.of(HttpServletResponse.SC_BAD_REQUEST)
                    .detail("Last-Event-ID: allowed is the id of an event that was sent here.")
                    .answer(request, response);
            return;
        }
        Leaving leaving = new Leaving();
        DeskConnection connection = new DeskConnection(leaving);
        leaving.connection = connection;
        connection.offer(RETRY);
        Seating seating = desk.sit(agent, last.get(), allowed.until(), connection);
        if (seating != Seating.TAKEN) {
            response.setHeader("Retry-After", "30");
            full(seating).answer(request, response);
            return;
        }
        boolean opened = false;
        try {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no"); // a proxy's habit
            response.setHeader("X-Content-Type-Options", "nosniff");
            AsyncContext context = request.startAsync(request, response);
            context.setTimeout(0);
            connection.open(context, response.getOutputStream());
            opened = true;
        } finally {
            if (!opened) {
                desk.leave(connection);
            }
        }
    }

    private final class Leaving implements Runnable {
        private volatile DeskConnection connection;

        @Override
        public void run() {
            desk.leave(connection);
        }
    }

    private static Problem full(Seating seating) {
        return seating == Seating.AGENT_FULL
                ? new Problem(
                        TOO_MANY_REQUESTS,
                        "too-many-connections",
                        "This desk has all the connections it may have",
                        "switchhook.desk.connections-per-agent says how many.")
                : Problem.of(HttpServletResponse.SC_SERVICE_UNAVAILABLE)
                        .detail("All connections of desks are taken; switchhook.desk.connections says how many.");
    }

    private void allowOrigin(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        response.setHeader("Vary", "Origin");
        if (origin != null && access.allowsOrigin(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
        }
    }

    private static String agent(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.isEmpty() ? "" : path.substring(1);
    }

    /** The last event's id, in the header a browser sends by itself, or in a parameter for pages that were loaded anew; empty if it is none. */
    private static Optional<OptionalLong> lastId(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        String text = header == null ? request.getParameter("lastEventId") : header;
        if (text == null || text.isBlank()) {
            return Optional.of(OptionalLong.empty());
        }
        return text.strip().matches("[0-9]{1,18}")
                ? Optional.of(OptionalLong.of(Long.parseLong(text.strip())))
                : Optional.empty();
    }

    private static List<String> values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }
}
