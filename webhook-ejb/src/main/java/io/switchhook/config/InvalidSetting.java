package io.switchhook.config;

/** A setting that cannot be used: names the key, what was found (never a secret) and what is allowed. */
public final class InvalidSetting extends RuntimeException {
    private final String key;

    public InvalidSetting(String key, String found, String allowed) {
        super(key + ": found " + found + ", allowed is " + allowed);
        this.key = key;
    }

    /** The key that is wrong. */
    public String key() {
        return key;
    }
}
