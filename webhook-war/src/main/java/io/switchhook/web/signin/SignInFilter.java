package io.switchhook.web.signin;

import io.switchhook.security.SignIn;
import io.switchhook.security.SignedIn;
import io.switchhook.web.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.Optional;

/**
 * Lets only those use the admin API who sign in. Everything else is open: a hook proves its sender by itself, and its {@code
 * Authorization} header is its source's affair.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class SignInFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignIn signIn;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<SignedIn> user = signIn.by(Collections.list(request.getHeaders("Authorization")));
        if (user.isPresent()) {
            chain.doFilter(new SignedInRequest(request, user.get()), response);
        } else {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Switchhook\", charset=\"UTF-8\"");
            Problem.of(HttpServletResponse.SC_UNAUTHORIZED).answer(request, response);
        }
    }

    /** Says who sent it. */
    private static final class SignedInRequest extends HttpServletRequestWrapper {
        private final SignedIn user;

        SignedInRequest(HttpServletRequest request, SignedIn user) {
            super(request);
            this.user = user;
        }

        @Override
        public Principal getUserPrincipal() {
            return user;
        }

        @Override
        public String getRemoteUser() {
            return user.user();
        }

        @Override
        public String getAuthType() {
            return BASIC_AUTH;
        }

        @Override
        public boolean isUserInRole(String role) {
            return user.roles().contains(role);
        }
    }
}
