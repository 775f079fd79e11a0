package io.switchhook.security;

import io.switchhook.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Who signs in, by HTTP Basic. */
@ApplicationScoped
public class SignIn {
    private final Settings settings;
    private final RandomGenerator random;
    private Accounts accounts;

    @Inject
    public SignIn(Settings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    protected SignIn() { // for the CDI client proxy
        this(null, null);
    }

    @PostConstruct
    void readPasswords() {
        accounts = Accounts.of(settings, ServerDirectory.of(System::getProperty), random);
    }

    /** Makes this bean at start, so that the log names the password's file before anybody needs it. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    /**
     * Who sends a request; empty for nobody we know.
     *
     * @param authorization the request's {@code Authorization} headers
     */
    public Optional<SignedIn> by(List<String> authorization) {
        return BasicCredentials.read(authorization)
                .flatMap(tried -> accounts.signIn(tried.user(), tried.password()))
                .map(account -> new SignedIn(account.user(), account.roles()));
    }
}
