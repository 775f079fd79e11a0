package io.switchhook.credential;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of keys or certificates.
 *
 * @param key the setting that names it
 * @param type {@code PKCS12} or {@code JKS}
 * @param password empty for a store of certificates without one
 */
public record StoreFile(String key, Path path, String type, Optional<String> password) {
    /** Shows no password. */
    @Override
    public String toString() {
        return type + " " + path;
    }
}
