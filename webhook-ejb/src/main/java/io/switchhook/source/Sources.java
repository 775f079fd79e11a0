package io.switchhook.source;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.switchhook.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The configured sources, read once at start; without any, every hook is unknown. Safe for use by many threads. */
@ApplicationScoped
public class Sources {
    private static final System.Logger LOG = System.getLogger(Sources.class.getName());

    private final List<SourceState> all;
    private final Map<String, SourceState> byName;

    @Inject
    public Sources(Settings settings) {
        this(new SourceSettings(settings, new SecretFile()).all());
    }

    Sources(List<SourceState> all) {
        this.all = all;
        this.byName = all.stream().collect(Collectors.toUnmodifiableMap(SourceState::name, Function.identity()));
    }

    protected Sources() { // for the CDI client proxy
        this(List.of());
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
