package io.switchhook.bench.naive;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The hook as a first attempt would be. */
@WebServlet("/naive")
public class NaiveServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient FirstAttempt attempt;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        boolean fits = Signature.fits(request.getHeader("X-Hub-Signature"), body);
        if (fits) {
            attempt.keep(new String(body, UTF_8));
        }
        response.setStatus(fits ? 200 : 401);
        response.setContentLength(0);
    }
}
