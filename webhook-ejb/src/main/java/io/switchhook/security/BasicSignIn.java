package io.switchhook.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import jakarta.security.enterprise.identitystore.IdentityStoreHandler;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.Optional;

/**
 * HTTP Basic for what web.xml protects, and nothing else: a hook's {@code Authorization} header is its source's affair. The
 * server's own mechanism reads it everywhere, and answers 500 to one that is malformed.
 */
@ApplicationScoped
public class BasicSignIn implements HttpAuthenticationMechanism {
    private final IdentityStoreHandler users;

    @Inject
    public BasicSignIn(IdentityStoreHandler users) {
        this.users = users;
    }

    protected BasicSignIn() {
        this(null);
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        if (!context.isProtected()) {
            return context.doNothing();
        }
        Optional<UsernamePasswordCredential> tried =
                BasicCredentials.read(Collections.list(request.getHeaders("Authorization")));
        if (tried.isPresent()) {
            CredentialValidationResult result = users.validate(tried.get());
            if (result.getStatus() == Status.VALID) {
                return context.notifyContainerAboutLogin(result);
            }
        }
        response.setHeader("WWW-Authenticate", "Basic realm=\"Switchhook\", charset=\"UTF-8\"");
        return context.responseUnauthorized();
    }
}
