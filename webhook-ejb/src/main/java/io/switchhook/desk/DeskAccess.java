package io.switchhook.desk;

import io.switchhook.config.Settings;
import io.switchhook.security.SignIn;
import io.switchhook.security.SignedIn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who may listen at which desk: who has a token for it, and whoever may change everything. */
@ApplicationScoped
public class DeskAccess {
    private static final String BEARER = "bearer ";
    private static final String ADMIN = "switchhook-admin";

    private final DeskKeys keys;
    private final SignIn signIn;
    private final Clock clock;

    @Inject
    public DeskAccess(Settings settings, SignIn signIn, Clock clock) {
        this(new DeskKeys(settings), signIn, clock);
    }

    DeskAccess(DeskKeys keys, SignIn signIn, Clock clock) {
        this.keys = keys;
        this.signIn = signIn;
        this.clock = clock;
    }

    protected DeskAccess() {
        this((DeskKeys) null, null, null); // for the CDI client proxy
    }

    /** Whether somebody may listen. */
    public sealed interface Decision {}

    /**
     * Yes.
     *
     * @param until then the connection ends; empty for never
     */
    public record Allowed(Optional<Instant> until) implements Decision {}

    /** Nobody we know, or nobody any more; {@code why} for people. */
    public record Unknown(String why) implements Decision {}

    /** Known, and not allowed to listen here; {@code why} for people. */
    public record Forbidden(String why) implements Decision {}

    /**
     * Decides.
     *
     * @param tokens the values of the request's parameter of that name, in the singular
     * @param authorization the request's {@code Authorization} headers
     */
    public Decision decide(String agent, List<String> tokens, List<String> authorization) {
        Optional<String> token = token(tokens, authorization);
        if (token.isPresent()) {
            return byToken(agent, token.get());
        }
        if (tokens.size() > 1 || authorization.size() > 1) {
            return new Unknown("found several credentials, allowed is one");
        }
        if (authorization.isEmpty()) {
            return new Unknown("found no credentials, allowed are a token and the user of an administrator");
        }
        Optional<SignedIn> user = signIn.by(authorization);
        if (user.isEmpty()) {
            return new Unknown("the user is not known, or the password is wrong");
        }
        return user.get().roles().contains(ADMIN)
                ? new Allowed(Optional.empty())
                : new Forbidden("a user must have the role " + ADMIN);
    }

    /** Whether a page of that origin may read what a desk is sent. */
    public boolean allowsOrigin(String origin) {
        return keys.origins().contains(origin);
    }

    /**
     * A token for a desk, to be handed to who sits there.
     *
     * @return empty where no secret is set
     */
    public Optional<DeskToken.Signed> issue(String agent, Duration validFor) {
        Instant until = Instant.ofEpochSecond(clock.instant().plus(validFor).getEpochSecond());
        return keys.secrets().stream()
                .findFirst()
                .map(secret -> new DeskToken.Signed(until, new DeskToken(agent, until).signed(secret)));
    }

    private Decision byToken(String agent, String text) {
        if (keys.secrets().isEmpty()) {
            return new Unknown("no token is taken here: switchhook.desk.secrets is not set");
        }
        Optional<DeskToken> token = DeskToken.read(text, keys.secrets());
        if (token.isEmpty()) {
            return new Unknown("the token is not signed with a secret of switchhook.desk.secrets");
        }
        if (!token.get().until().isAfter(clock.instant())) {
            return new Unknown("the token's time was over at " + token.get().until());
        }
        return token.get().agent().equals(agent)
                ? new Allowed(Optional.of(token.get().until()))
                : new Forbidden("the token is for the desk of another agent");
    }

    private static Optional<String> token(List<String> tokens, List<String> authorization) {
        if (tokens.size() == 1 && authorization.isEmpty()) {
            return Optional.of(tokens.get(0));
        }
        return tokens.isEmpty()
                        && authorization.size() == 1
                        && authorization.get(0).toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(authorization.get(0).substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
