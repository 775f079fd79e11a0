package io.switchhook.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private final SignIn signIn =
            new SignIn(Settings.of(Map.of("switchhook.admin.password", "correct horse")), new Random());

    @BeforeEach
    void read() {
        signIn.readPasswords();
    }

    @Test
    void saysWhoSignedIn() {
        assertThat(signIn.by(List.of(basic("admin:correct horse"))))
                .contains(new SignedIn("admin", Set.of("switchhook-admin", "switchhook-viewer")));
    }

    @Test
    void knowsNobodyElse() {
        assertThat(signIn.by(List.of(basic("admin:wrong")))).isEmpty();
        assertThat(signIn.by(List.of(basic("viewer:correct horse")))).isEmpty();
        assertThat(signIn.by(List.of())).isEmpty();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
