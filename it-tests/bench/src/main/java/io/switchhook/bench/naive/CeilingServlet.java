package io.switchhook.bench.naive;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What this server can do at most: reads the body, checks the HMAC, answers. */
@WebServlet("/ceiling")
public class CeilingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        response.setStatus(Signature.fits(request.getHeader("X-Hub-Signature"), body) ? 200 : 401);
        response.setContentLength(0);
    }
}
