package io.switchhook.bench.naive;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The same as {@link HookResource#ceiling} without JAX-RS, to see what that costs. */
@WebServlet("/bare")
public class BareServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        response.setStatus(Signature.fits(request.getHeader("X-Hub-Signature"), body) ? 200 : 401);
        response.setContentLength(0);
    }
}
