package io.switchhook.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SwitchhookUsersTest {
    private final SwitchhookUsers users =
            new SwitchhookUsers(Settings.of(Map.of("switchhook.admin.password", "correct horse")), new Random());

    @BeforeEach
    void read() {
        users.readPasswords();
    }

    @Test
    void saysWhoSignedIn() {
        CredentialValidationResult result = users.validate(new UsernamePasswordCredential("admin", "correct horse"));

        assertThat(result.getStatus()).isEqualTo(Status.VALID);
        assertThat(result.getCallerPrincipal().getName()).isEqualTo("admin");
        assertThat(result.getCallerGroups()).contains("switchhook-admin");
    }

    @Test
    void refusesAWrongPassword() {
        assertThat(users.validate(new UsernamePasswordCredential("admin", "wrong"))
                        .getStatus())
                .isEqualTo(Status.INVALID);
    }

    @Test
    void leavesOtherCredentialsToOthers() {
        assertThat(users.validate(new CallerOnlyCredential("admin")).getStatus())
                .isEqualTo(Status.NOT_VALIDATED);
    }
}
