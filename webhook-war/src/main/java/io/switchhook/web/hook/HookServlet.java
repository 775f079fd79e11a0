package io.switchhook.web.hook;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.switchhook.intake.Admission;
import io.switchhook.intake.Intake;
import io.switchhook.intake.Outcome;
import io.switchhook.intake.Refusals;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.request.RequestHead;
import io.switchhook.source.Source;
import io.switchhook.web.hook.BodyReader.RefusedBody;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /hooks/{source}}: reads a request's raw bytes before anything can parse them, and answers what the intake says.
 *
 * <p>A body has {@value #PATIENCE_SECONDS} seconds to arrive.
 */
@WebServlet(name = "hooks", urlPatterns = "/hooks/*")
public class HookServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(HookServlet.class.getName());
    private static final int PATIENCE_SECONDS = 30;
    private static final BodyReader BODIES = new BodyReader(Duration.ofSeconds(PATIENCE_SECONDS), System::nanoTime);

    @Inject
    private transient Intake intake;

    @Inject
    private transient Clock clock;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Outcome outcome;
        try {
            outcome = outcome(request);
        } catch (RuntimeException unexpected) {
            LOG.log(ERROR, "SWH1102 A hook failed, which is a fault of Switchhook", unexpected);
            outcome = new Outcome.Refused(Refusals.internalError());
        }
        write(Answer.to(outcome), request.getMethod().equals("HEAD"), response);
    }

    private Outcome outcome(HttpServletRequest request) throws IOException {
        String path = request.getPathInfo();
        String name = path == null || path.isEmpty() ? "" : path.substring(1);
        Headers headers = headers(request);
        RequestHead head = new RequestHead(
                name, request.getMethod(), request.getContentLengthLong(), request.getRemoteAddr(), headers);
        Admission admission = intake.admit(head);
        if (admission instanceof Admission.Answered answered) {
            return answered.outcome();
        }
        Admission.Admitted admitted = (Admission.Admitted) admission;
        Source source = admitted.source();
        try {
            byte[] body = BODIES.read(request.getInputStream(), source.maxBody());
            String query = Optional.ofNullable(request.getQueryString()).orElse("");
            return intake.take(source, new HookRequest(query, headers, body, admitted.client(), clock.instant()));
        } catch (RefusedBody refused) {
            return intake.refuse(head, admitted, refused.refusal());
        }
    }

    private static Headers headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return Headers.of(headers);
    }

    private static void write(Answer answer, boolean withoutBody, HttpServletResponse response) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setContentType(answer.mediaType());
        response.setContentLength(body.length);
        try {
            if (!withoutBody) {
                response.getOutputStream().write(body);
            }
        } catch (IOException gone) {
            LOG.log(DEBUG, "A sender went before it had its answer");
        }
    }
}
