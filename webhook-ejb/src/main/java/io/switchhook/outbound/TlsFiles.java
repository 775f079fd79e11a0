package io.switchhook.outbound;

import io.switchhook.config.InvalidSetting;
import io.switchhook.credential.StoreFile;
import io.switchhook.target.ClientTls;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates and authorities from files, loaded again when a file has changed. One that cannot be loaded again leaves what was loaded
 * before in force, and is told once. Thread-safe.
 */
final class TlsFiles {
    private static final Logger LOG = System.getLogger(TlsFiles.class.getName());

    private final Map<Wanted, Loaded> loaded = new ConcurrentHashMap<>();

    private record Wanted(Optional<StoreFile> keys, Optional<StoreFile> trust) {}

    /** @param stamp of the files when they were last looked into, with success or without */
    private record Loaded(String stamp, ClientTls tls) {}

    /**
     * Who we are by {@code keys}, trusting {@code trust}; empty where both are.
     *
     * @throws InvalidSetting if a file cannot be used and could not be before
     */
    Optional<ClientTls> of(Optional<StoreFile> keys, Optional<StoreFile> trust) {
        if (keys.isEmpty() && trust.isEmpty()) {
            return Optional.empty();
        }
        Wanted wanted = new Wanted(keys, trust);
        String stamp = stamp(keys) + " " + stamp(trust);
        Loaded known = loaded.get(wanted);
        if (known != null && known.stamp().equals(stamp)) {
            return Optional.of(known.tls());
        }
        return Optional.of(loaded.compute(wanted, (same, before) -> loadedAnew(wanted, stamp, before))
                .tls());
    }

    private static Loaded loadedAnew(Wanted wanted, String stamp, Loaded before) {
        if (before != null && before.stamp().equals(stamp)) {
            return before;
        }
        try {
            return new Loaded(stamp, new ClientTls(context(wanted)));
        } catch (InvalidSetting unusable) {
            if (before == null) {
                throw unusable;
            }
            LOG.log(Level.WARNING, "SWH3005 {0}; what it held before stays in force", unusable.getMessage());
            return new Loaded(stamp, before.tls());
        }
    }

    private static SSLContext context(Wanted wanted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            KeyManagerFactory keys = null;
            if (wanted.keys().isPresent()) {
                keys = keys(wanted.keys().get());
            }
            TrustManagerFactory trust = null;
            if (wanted.trust().isPresent()) {
                trust = trust(wanted.trust().get());
            }
            context.init(
                    keys == null ? null : keys.getKeyManagers(), trust == null ? null : trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException noTls) {
            throw new IllegalStateException("The Java runtime has no TLS", noTls);
        }
    }

    private static KeyManagerFactory keys(StoreFile file) throws GeneralSecurityException {
        KeyStore store = load(file);
        boolean hasKey = false;
        for (String alias : Collections.list(store.aliases())) {
            hasKey |= store.isKeyEntry(alias);
        }
        if (!hasKey) {
            throw new InvalidSetting(file.key(), "a store without a private key", "one with a certificate and its key");
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try {
            factory.init(store, file.password().map(String::toCharArray).orElse(null));
        } catch (GeneralSecurityException locked) {
            throw new InvalidSetting(
                    file.key(), "a key that the password does not open", "a key with the password of its store");
        }
        return factory;
    }

    private static TrustManagerFactory trust(StoreFile file) throws GeneralSecurityException {
        KeyStore store = load(file);
        if (store.size() == 0) {
            throw new InvalidSetting(
                    file.key(), "a store without certificates, or one that needs a password", "one with certificates");
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore load(StoreFile file) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.type());
        try (InputStream in = Files.newInputStream(file.path())) {
            store.load(in, file.password().map(String::toCharArray).orElse(null));
            return store;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new InvalidSetting(
                    file.key(),
                    Files.isReadable(file.path())
                            ? "a file that is no " + file.type() + " store, or not one of its password"
                            : "a file that cannot be read",
                    "a " + file.type() + " store and its password under " + file.key() + "-password");
        }
    }

    private static String stamp(Optional<StoreFile> file) {
        if (file.isEmpty()) {
            return "";
        }
        try {
            BasicFileAttributes now = Files.readAttributes(file.get().path(), BasicFileAttributes.class);
            return now.lastModifiedTime().toMillis() + ":" + now.size() + ":" + now.fileKey();
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }
}
