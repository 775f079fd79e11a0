package io.switchhook.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers in place of the server's own error pages, for example when sign-in fails before any resource is reached. The server has logged why. */
public class ErrorPage extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Without the attribute somebody asked for this page itself.
        Problem problem = Problem.of(status instanceof Integer code && code >= 400 && code <= 599 ? code : 404);
        problem.answer(request, response);
    }
}
