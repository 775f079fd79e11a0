package io.switchhook.source;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.network.TrustedProxies;
import io.switchhook.ownevent.OwnEvents;
import io.switchhook.source.Source.OnRejected;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Reads sources from settings. {@code switchhook.sources} lists the names; under {@code switchhook.source.<name>.}:
 *
 * <table>
 * <caption>Keys of a source</caption>
 * <tr><td>{@code adapter}</td><td>required; its keys are those of {@link AdapterSettings}</td></tr>
 * <tr><td>{@code verification}, {@code secrets} and more</td><td>see {@link VerificationSettings}; required</td></tr>
 * <tr><td>{@code max-body}</td><td>size of a body, 1 to 10M; default 1M</td></tr>
 * <tr><td>{@code rate}, {@code allow-from} and more</td><td>see {@link LimitSettings}</td></tr>
 * <tr><td>{@code on-rejected}</td><td>{@code 401} (default) or {@code 200} (answer 200 and drop)</td></tr>
 * </table>
 *
 * A setting that cannot be used disables its source and no other. So does one that the source's adapter or verification does not use:
 * who set it relies on it.
 */
final class SourceSettings {
    static final String SOURCES = "switchhook.sources";
    private static final String NAME_RULE = "lower-case letters, digits and hyphens, at most 64";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final long DEFAULT_MAX_BODY = 1L << 20;
    private static final long LARGEST_MAX_BODY = 10L << 20;

    private final Settings settings;
    private final AdapterSettings adapters;
    private final VerificationSettings verifications;
    private final LimitSettings limits;

    /** @param random for ids of events that have none */
    SourceSettings(Settings settings, SecretFile secretFile, RandomGenerator random) {
        this.settings = settings;
        this.adapters = new AdapterSettings(settings, random);
        this.verifications = new VerificationSettings(settings, secretFile);
        this.limits = new LimitSettings(settings, System::nanoTime);
    }

    /** The proxies whose word about clients is believed. */
    TrustedProxies trustedProxies() {
        return limits.trustedProxies();
    }

    /** Every source named, in that order, a name given twice once. */
    List<SourceState> all() {
        return settings.list(SOURCES).stream().distinct().map(this::state).toList();
    }

    private SourceState state(String name) {
        try {
            if (!NAME.matcher(name).matches()) {
                throw new InvalidSetting(SOURCES, "name \"" + name + "\"", NAME_RULE);
            }
            if (name.equals(OwnEvents.SOURCE)) {
                throw new InvalidSetting(
                        SOURCES,
                        "name \"" + name + "\"",
                        "any other name: this is the source of Switchhook's own events");
            }
            return new SourceState.Ready(source(name, "switchhook.source." + name + "."));
        } catch (InvalidSetting invalid) {
            return new SourceState.Disabled(name, invalid.getMessage());
        }
    }

    private Source source(String name, String prefix) {
        String adapter = required(prefix + "adapter", AdapterSettings.allowed());
        return new Source(
                name,
                adapter,
                adapters.adapter(prefix, adapter),
                verifications.scheme(prefix),
                verifications.verification(name, prefix),
                (int) settings.size(prefix + "max-body", DEFAULT_MAX_BODY, 1, LARGEST_MAX_BODY),
                onRejected(prefix + "on-rejected"),
                limits.limits(prefix),
                verifications.urlValidation(prefix));
    }

    private OnRejected onRejected(String key) {
        String found = settings.text(key).orElse("401");
        if (found.equals("401")) {
            return OnRejected.REFUSE;
        }
        if (found.equals("200")) {
            return OnRejected.DROP;
        }
        throw new InvalidSetting(key, found, "401 or 200");
    }

    private String required(String key, String allowed) {
        return settings.text(key).orElseThrow(() -> new InvalidSetting(key, "nothing", allowed));
    }
}
