package io.switchhook.security;

import io.switchhook.config.Settings;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The users who may sign in; none at all where no password can be had. */
final class Accounts {
    static final String ADMIN_PASSWORD = "switchhook.admin.password";
    static final String ADMIN_PASSWORD_FILE = "switchhook.admin.password-file";
    static final String VIEWER_PASSWORD = "switchhook.viewer.password";

    private static final Logger LOG = System.getLogger(Accounts.class.getName());

    private final List<Account> accounts;

    private Accounts(List<Account> accounts) {
        this.accounts = List.copyOf(accounts);
    }

    /**
     * Reads the passwords from the settings. User {@code admin} without one gets the one in the password file, which is
     * generated if need be.
     */
    static Accounts of(Settings settings, ServerDirectory directory, RandomGenerator random) {
        List<Account> accounts = new ArrayList<>();
        settings.text(ADMIN_PASSWORD)
                .or(() -> passwordOfFile(settings, directory, random))
                .ifPresent(password -> accounts.add(new Account("admin", password, Set.of(Role.ADMIN, Role.VIEWER))));
        settings.text(VIEWER_PASSWORD)
                .ifPresent(password -> accounts.add(new Account("viewer", password, Set.of(Role.VIEWER))));
        return new Accounts(accounts);
    }

    /** The account with this name and password; empty when there is none. */
    Optional<Account> signIn(String user, String password) {
        Optional<Account> named =
                accounts.stream().filter(account -> account.user().equals(user)).findFirst();
        Optional<Account> signedIn = named.filter(account -> account.hasPassword(password));
        if (signedIn.isEmpty()) {
            // An unknown name is not logged: it may be a password typed into the wrong field.
            LOG.log(
                    Level.WARNING,
                    "SWH1301 Refused a sign-in to the admin API: {0}",
                    named.map(account -> "wrong password for user " + account.user())
                            .orElse("no such user"));
        }
        return signedIn;
    }

    private static Optional<String> passwordOfFile(
            Settings settings, ServerDirectory directory, RandomGenerator random) {
        String where = settings.text(ADMIN_PASSWORD_FILE).orElse(null);
        try {
            PasswordFile file =
                    new PasswordFile(where == null ? directory.path().resolve("admin-password") : Path.of(where));
            Optional<String> kept = file.read();
            if (kept.isPresent()) {
                LOG.log(Level.INFO, "The password of user admin is in {0}", file.path());
                if (file.isOpenToOthers()) {
                    LOG.log(Level.WARNING, "SWH1302 Others than its owner may read {0}: chmod 600 it", file.path());
                }
                return kept;
            }
            String generated = file.generate(random);
            LOG.log(Level.INFO, "A password for user admin was generated; it is in {0}", file.path());
            return Optional.of(generated);
        } catch (InvalidPathException | IOException | UnsupportedOperationException noFile) {
            LOG.log(
                    Level.ERROR,
                    "SWH1303 Nobody can sign in as admin: " + ADMIN_PASSWORD + " is not set, and the file named by "
                            + ADMIN_PASSWORD_FILE + " cannot be kept (" + noFile + "); set one of the two",
                    noFile);
            return Optional.empty();
        }
    }
}
