package io.switchhook.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.LogLines;
import io.switchhook.config.Settings;
import io.switchhook.desk.DeskAccess.Allowed;
import io.switchhook.desk.DeskAccess.Decision;
import io.switchhook.desk.DeskAccess.Forbidden;
import io.switchhook.desk.DeskAccess.Unknown;
import io.switchhook.security.SignIn;
import io.switchhook.security.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeskAccessTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String OLD = "the-secret-that-was-used-until-now";
    private static final String NEW = "the-secret-that-is-used-from-now-on";

    private final DeskAccess access = access(Map.of("switchhook.desk.secrets", NEW + "," + OLD));

    private static DeskAccess access(Map<String, String> settings) {
        return new DeskAccess(Settings.of(settings), new KnownUsers(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static String token(String agent, Duration validFor, String secret) {
        return new DeskToken(agent, NOW.plus(validFor)).signed(secret);
    }

    private Decision decide(String agent, String token) {
        return access.decide(agent, List.of(token), List.of());
    }

    @Test
    void aTokenLetsInUntilItsTimeIsOver() {
        Allowed allowed = new Allowed(Optional.of(NOW.plusSeconds(60)));

        assertThat(decide("anna müller", token("anna müller", Duration.ofSeconds(60), OLD)))
                .isEqualTo(allowed);
        assertThat(access.decide("anna", List.of(), List.of("Bearer " + token("anna", Duration.ofSeconds(60), NEW))))
                .isEqualTo(allowed);
        assertThat(decide("anna", token("anna", Duration.ZERO, NEW)))
                .isEqualTo(new Unknown("the token's time was over at 2026-11-21T08:00:00Z"));
    }

    @Test
    void aTokenIsForOneDesk() {
        assertThat(decide("bob", token("anna", Duration.ofHours(1), NEW))).isInstanceOf(Forbidden.class);
    }

    @Test
    void whatIsIssuedHereLetsIn() {
        DeskToken.Signed issued = access.issue("anna", Duration.ofHours(8)).orElseThrow();

        assertThat(decide("anna", issued.text())).isEqualTo(new Allowed(Optional.of(NOW.plus(Duration.ofHours(8)))));
        assertThat(issued.toString()).doesNotContain(issued.text());
    }

    @Test
    void aForgedTokenDoesNotLetIn() {
        assertThat(decide("anna", token("anna", Duration.ofHours(1), "a-secret-that-nobody-has-set-here")))
                .isInstanceOf(Unknown.class);
        for (String forged : List.of("", "d1", "d1.YW5uYQ.9999999999.", "d1.YW5uYQ.9999999999." + "A".repeat(43))) {
            assertThat(decide("anna", forged)).isInstanceOf(Unknown.class);
        }
    }

    @Property
    void aChangedTokenDoesNotLetIn(@ForAll @IntRange(max = 71) int at, @ForAll char to) {
        String genuine = token("anna", Duration.ofHours(1), NEW);
        int place = at % genuine.length();
        // the last character holds bits that mean nothing
        if (genuine.charAt(place) != to && place < genuine.length() - 1) {
            String changed = genuine.substring(0, place) + to + genuine.substring(place + 1);

            assertThat(decide("anna", changed)).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void anAdministratorMayListenAnywhereAndNobodyElseWithAPassword() {
        assertThat(access.decide("anna", List.of(), List.of("Basic admin"))).isEqualTo(new Allowed(Optional.empty()));
        assertThat(access.decide("anna", List.of(), List.of("Basic viewer"))).isInstanceOf(Forbidden.class);
        assertThat(access.decide("anna", List.of(), List.of("Basic nobody"))).isInstanceOf(Unknown.class);
        assertThat(access.decide("anna", List.of(), List.of())).isInstanceOf(Unknown.class);
    }

    @Test
    void severalCredentialsAreNone() {
        String token = token("anna", Duration.ofHours(1), NEW);

        assertThat(access.decide("anna", List.of(token, token), List.of())).isInstanceOf(Unknown.class);
        assertThat(access.decide("anna", List.of(), List.of("Basic admin", "Basic admin")))
                .isInstanceOf(Unknown.class);
    }

    @Test
    void aSecretThatIsTooShortLetsNobodyIn() {
        try (LogLines log = new LogLines(DeskLimits.class)) {
            DeskAccess closed = access(Map.of("switchhook.desk.secrets", NEW + ",short"));

            assertThat(closed.decide("anna", List.of(token("anna", Duration.ofHours(1), NEW)), List.of()))
                    .isEqualTo(new Unknown("no token is taken here: switchhook.desk.secrets is not set"));
            assertThat(closed.issue("anna", Duration.ofHours(1))).isEmpty();
            assertThat(log.lines())
                    .containsExactly(
                            "SWH2301 switchhook.desk.secrets: found a secret of 5 characters, allowed is secrets"
                                    + " of 32 and more; the default holds until it is put right and the server restarted");
        }
    }

    @Test
    void onlyPagesOfOriginsThatAreSetMayReadIt() {
        DeskAccess open = access(Map.of("switchhook.desk.origins", "https://desktop.example.com"));

        assertThat(open.allowsOrigin("https://desktop.example.com")).isTrue();
        assertThat(open.allowsOrigin("https://desktop.example.com.evil.example"))
                .isFalse();
        assertThat(access.allowsOrigin("null")).isFalse();
        try (LogLines log = new LogLines(DeskLimits.class)) {
            assertThat(access(Map.of("switchhook.desk.origins", "*")).allowsOrigin("*"))
                    .isFalse();
            assertThat(log.lines()).singleElement().asString().contains("origins such as");
        }
    }

    /** {@code Basic <user>} for whoever the rest of the name is. */
    private static final class KnownUsers extends SignIn {
        KnownUsers() {
            super(Settings.of(Map.of()), new Random());
        }

        @Override
        public Optional<SignedIn> by(List<String> authorization) {
            return switch (authorization.get(0)) {
                case "Basic admin" ->
                    Optional.of(new SignedIn("admin", Set.of("switchhook-admin", "switchhook-viewer")));
                case "Basic viewer" -> Optional.of(new SignedIn("viewer", Set.of("switchhook-viewer")));
                default -> Optional.empty();
            };
        }
    }
}
