package io.switchhook.source;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.network.TrustedProxies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** The configured sources, read once at start; without any, every hook is unknown. Safe for use by many threads. */
@ApplicationScoped
public class Sources {
    private static final System.Logger LOG = System.getLogger(Sources.class.getName());

    private final List<SourceState> all;
    private final Map<String, SourceState> byName;
    private final TrustedProxies proxies;

    @Inject
    public Sources(Settings settings, RandomGenerator random) {
        this(new SourceSettings(settings, new SecretFile(), random));
    }

    private Sources(SourceSettings settings) {
        this(settings.all(), proxies(settings));
    }

    Sources(List<SourceState> all, TrustedProxies proxies) {
        this.all = all;
        this.proxies = proxies;
        this.byName = all.stream().collect(Collectors.toUnmodifiableMap(SourceState::name, Function.identity()));
    }

    protected Sources() { // for the CDI client proxy
        this(List.of(), TrustedProxies.NONE);
    }

    /** Sources that limit who may come are disabled by a wrong setting; for the others nobody is believed. */
    private static TrustedProxies proxies(SourceSettings settings) {
        try {
            return settings.trustedProxies();
        } catch (InvalidSetting wrong) {
            LOG.log(WARNING, "SWH1105 No proxy is trusted: {0}", wrong.getMessage());
            return TrustedProxies.NONE;
        }
    }

    /** The proxies whose word about clients is believed. */
    public TrustedProxies trustedProxies() {
        return proxies;
    }

    /** The source of that name, ready or disabled; empty when none is configured. */
    public Optional<SourceState> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every configured source, in the order configured. */
    public List<SourceState> all() {
        return all;
    }

    void report(@Observes Startup start) {
        if (all.isEmpty()) {
            LOG.log(INFO, "SWH1104 No sources: set {0}, or every request is refused", SourceSettings.SOURCES);
        }
        for (SourceState state : all) {
            if (state instanceof SourceState.Disabled disabled) {
                LOG.log(WARNING, "SWH1103 Source {0} is disabled: {1}", disabled.name(), disabled.reason());
            } else {
                LOG.log(INFO, "Source {0} is ready", state.name());
            }
        }
    }
}
