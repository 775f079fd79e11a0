package io.switchhook.bench.observer;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET} tells what was seen, or how late; {@code DELETE} begins anew. */
@WebServlet({"/seen", "/latencies"})
public class CounterServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Counter counter;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(request.getServletPath().equals("/seen") ? counter.count() : counter.latencies());
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        counter.reset();
    }
}
