package io.switchhook.source;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.limit.ContentTypes;
import io.switchhook.limit.Limits;
import io.switchhook.limit.TokenBucket;
import io.switchhook.network.Networks;
import io.switchhook.network.TrustedProxies;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Reads a source's limits beside the size of a body, and the proxies that tell who a client is. */
final class LimitSettings {
    static final String PROXIES = "switchhook.trusted-proxies";
    private static final String BLOCKS = "addresses and blocks such as 10.0.0.0/8, 192.0.2.7 or fd00::/8";

    private final Settings settings;
    private final LongSupplier nanoTime;

    LimitSettings(Settings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    Limits limits(String prefix) {
        return new Limits(allowFrom(prefix + "allow-from"), contentTypes(prefix + "content-types"), rate(prefix));
    }

    TrustedProxies trustedProxies() {
        return new TrustedProxies(networks(PROXIES));
    }

    private Optional<Networks> allowFrom(String key) {
        if (settings.text(key).isEmpty()) {
            return Optional.empty();
        }
        // whose proxies cannot be told apart from clients lets the wrong ones in
        trustedProxies();
        Networks allowed = networks(key);
        if (allowed.isEmpty()) {
            throw new InvalidSetting(key, "an empty list", BLOCKS);
        }
        return Optional.of(allowed);
    }

    private Networks networks(String key) {
        List<String> found = settings.list(key);
        try {
            return Networks.parse(found);
        } catch (IllegalArgumentException notABlock) {
            throw new InvalidSetting(key, String.join(", ", found), BLOCKS);
        }
    }

    private ContentTypes contentTypes(String key) {
        String rule = "media types such as application/json or text/*";
        List<String> found = settings.list(key);
        if (found.isEmpty() && settings.text(key).isPresent()) {
            throw new InvalidSetting(key, "an empty list", rule);
        }
        try {
            return ContentTypes.parse(found);
        } catch (IllegalArgumentException notAType) {
            throw new InvalidSetting(key, notAType.getMessage(), rule);
        }
    }

    private Optional<TokenBucket> rate(String prefix) {
        double rate = settings.decimal(prefix + "rate", 0, TokenBucket.SMALLEST_RATE, TokenBucket.LARGEST_RATE);
        int burst = settings.integer(prefix + "burst", 0, 1, TokenBucket.LARGEST_BURST);
        if (rate == 0) {
            if (burst > 0) {
                throw new InvalidSetting(prefix + "burst", "a value", "none without rate");
            }
            return Optional.empty();
        }
        int atOnce = burst > 0 ? burst : (int) Math.ceil(Math.max(1, rate));
        return Optional.of(new TokenBucket(rate, atOnce, nanoTime));
    }
}
