package io.switchhook.bench.observer;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET} tells what was seen; {@code DELETE} begins anew. */
@WebServlet("/seen")
public class CounterServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient Counter counter;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(counter.report());
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        counter.reset();
    }
}
