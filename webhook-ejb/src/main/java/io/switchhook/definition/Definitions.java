package io.switchhook.definition;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.config.Settings;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.DataActions;
import io.switchhook.template.Templates;
import io.switchhook.velocity.VelocityTemplates;
import io.switchhook.workflow.Awaited;
import io.switchhook.workflow.NotReady;
import io.switchhook.workflow.Rules;
import io.switchhook.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The definitions in force: read from the directory {@code switchhook.definitions.dir} (without it there are none), and again when
 * its files change. What is wrong with them is logged once, and never keeps the rest from working. Until the directory could be
 * read for the first time no rule can be asked: an event is routed once only, so without its rules it would go nowhere for good.
 */
@ApplicationScoped
public class Definitions implements Rules, DataActions {
    private static final Logger LOG = System.getLogger(Definitions.class.getName());
    private static final String DIRECTORY = "switchhook.definitions.dir";

    private final Optional<DefinitionDirectory> directory;
    private volatile boolean ready;
    private volatile DefinitionSet current = DefinitionSet.EMPTY;
    private Set<DefinitionError> known = new HashSet<>();

    /** Loads the definitions at once. */
    @Inject
    public Definitions(Settings settings, Templates templates, VelocityTemplates velocity) {
        this.directory = directory(settings, new DefinitionParser(templates, velocity));
        this.ready = settings.text(DIRECTORY).isEmpty();
        refresh();
    }

    /** For the CDI client proxy. */
    protected Definitions() {
        this.directory = Optional.empty();
    }

    /** The definitions in force now; ask again for the next event. */
    public DefinitionSet current() {
        return current;
    }

    @Override
    public List<Start> starts(EventRecord event, Instant now) {
        requireReady();
        return current.match(event, now).stream()
                .map(match -> new Start(
                        match.trigger().id(),
                        match.trigger().fingerprint(),
                        match.workflow(),
                        match.delay(),
                        match.variables(event),
                        match.trigger().rateLimit()))
                .toList();
    }

    @Override
    public Optional<Workflow> workflow(String id) {
        requireReady();
        return current.workflow(id);
    }

    @Override
    public Set<Awaited> awaited(EventRecord event) {
        requireReady();
        return current.awaited().endedBy(event);
    }

    @Override
    public Optional<DataAction> dataAction(String id) {
        requireReady();
        return current.dataAction(id);
    }

    private void requireReady() {
        if (!ready) {
            throw new NotReady(DIRECTORY + ": the directory could not be read yet");
        }
    }

    /** Looks whether files have changed. */
    public synchronized void refresh() {
        directory.flatMap(DefinitionDirectory::refresh).ifPresent(this::replace);
        // last, so that who finds it ready finds what was read
        ready = ready || directory.filter(DefinitionDirectory::wasRead).isPresent();
    }

    private void replace(DefinitionSet next) {
        for (DefinitionError error : next.errors()) {
            if (!known.contains(error)) {
                LOG.log(Level.WARNING, "SWH1201 Definition not usable: {0}", error.message());
            }
        }
        known = new HashSet<>(next.errors());
        current = next;
        LOG.log(
                Level.INFO,
                "Definitions: {0} triggers ({1} active), {2} workflows, {3} data actions, {4} errors",
                next.triggers().size(),
                next.triggers().stream().filter(TriggerState::active).count(),
                next.workflows().size(),
                next.dataActions().size(),
                next.errors().size());
    }

    private static Optional<DefinitionDirectory> directory(Settings settings, DefinitionParser parser) {
        Optional<String> setting = settings.text(DIRECTORY);
        try {
            return setting.map(path -> new DefinitionDirectory(Path.of(path), parser));
        } catch (InvalidPathException malformed) {
            LOG.log(
                    Level.ERROR,
                    "SWH1202 {0}: found {1}, allowed is the path of a directory",
                    DIRECTORY,
                    Problems.quoted(setting.orElse("")));
            return Optional.empty();
        }
    }
}
