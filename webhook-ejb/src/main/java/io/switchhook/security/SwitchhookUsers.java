package io.switchhook.security;

import io.switchhook.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.random.RandomGenerator;

/** Hands user names and passwords to {@link Accounts}. */
@ApplicationScoped
public class SwitchhookUsers implements IdentityStore {
    private final Settings settings;
    private final RandomGenerator random;
    private Accounts accounts;

    @Inject
    public SwitchhookUsers(Settings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    protected SwitchhookUsers() {
        this(null, null);
    }

    @PostConstruct
    void readPasswords() {
        accounts = Accounts.of(settings, ServerDirectory.of(System::getProperty), random);
    }

    /** Makes this bean at start, so that the log names the password's file before anybody needs it. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {}

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (credential instanceof UsernamePasswordCredential tried) {
            return accounts.signIn(tried.getCaller(), tried.getPasswordAsString())
                    .map(account -> new CredentialValidationResult(account.user(), account.roles()))
                    .orElse(CredentialValidationResult.INVALID_RESULT);
        }
        return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
}
