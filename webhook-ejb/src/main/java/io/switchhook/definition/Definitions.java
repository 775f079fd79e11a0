package io.switchhook.definition;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.config.Settings;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.DataActions;
import io.switchhook.store.DefinitionRows;
import io.switchhook.template.Templates;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.variable.DefinedGlobals;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The definitions in force: read from the directory {@code switchhook.definitions.dir} and from the database, and again when either
 * changes. What is wrong with them is logged once, and never keeps the rest from working. Until directory and database could be
 * read for the first time no rule can be asked: an event is routed once only, so without its rules it would go nowhere for good.
 */
@ApplicationScoped
public class Definitions implements Rules, DataActions, DefinedGlobals {
    private static final Logger LOG = System.getLogger(Definitions.class.getName());
    private static final String DIRECTORY = "switchhook.definitions.dir";

    private final DefinitionParser parser;
    private final Optional<DefinitionDirectory> directory;
    private final Optional<Jdbi> database;
    private volatile boolean filesReady;
    private volatile boolean savedReady;
    private volatile DefinitionSet current = DefinitionSet.EMPTY;
    private List<DefinitionFile> files = List.of();
    private SavedFiles saved = SavedFiles.NONE;
    private boolean away;
    private Set<DefinitionError> known = new HashSet<>();

    /** Loads the definitions at once; those of the database when it is there. */
    @Inject
    public Definitions(Settings settings, Templates templates, VelocityTemplates velocity, Jdbi jdbi) {
        this(settings, new DefinitionParser(templates, velocity), Optional.of(jdbi));
    }

    /** Those of the directory alone. */
    public Definitions(Settings settings, Templates templates, VelocityTemplates velocity) {
        this(settings, new DefinitionParser(templates, velocity), Optional.empty());
    }

    private Definitions(Settings settings, DefinitionParser parser, Optional<Jdbi> database) {
        this.parser = parser;
        this.directory = directory(settings, parser);
        this.database = database;
        this.filesReady = settings.text(DIRECTORY).isEmpty();
        this.savedReady = database.isEmpty();
        refresh();
    }

    /** For the CDI client proxy. */
    protected Definitions() {
        this.parser = null;
        this.directory = Optional.empty();
        this.database = Optional.empty();
    }

    /** Reads definitions as those in force were read. */
    public DefinitionParser parser() {
        return parser;
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

    @Override
    public Optional<DefinedGlobal> variable(String id) {
        requireReady();
        return current.variable(id);
    }

    @Override
    public List<DefinedGlobal> variables() {
        return current.variables();
    }

    private void requireReady() {
        if (!filesReady) {
            throw new NotReady(DIRECTORY + ": the directory could not be read yet");
        }
        if (!savedReady) {
            throw new NotReady("the definitions in the database could not be read yet");
        }
    }

    /** Looks whether files or the database have changed. */
    public synchronized void refresh() {
        Optional<List<DefinitionFile>> changed = directory.flatMap(DefinitionDirectory::refresh);
        Optional<SavedFiles> next = database.flatMap(this::saved);
        if (changed.isPresent() || next.isPresent()) {
            files = changed.orElse(files);
            saved = next.orElse(saved);
            List<DefinitionFile> all = new ArrayList<>(files);
            all.addAll(saved.files());
            replace(DefinitionSet.of(all, saved.switches()));
        }
        // last, so that who finds it ready finds what was read
        filesReady =
                filesReady || directory.filter(DefinitionDirectory::wasRead).isPresent();
        savedReady = savedReady || saved.number() >= 0;
    }

    private Optional<SavedFiles> saved(Jdbi jdbi) {
        try {
            Optional<SavedFiles> next = jdbi.withHandle(handle -> DefinitionRows.changedSince(handle, saved.number()))
                    .map(rows -> saved.with(rows, parser));
            if (away) {
                LOG.log(Level.INFO, "SWH1205 Definitions in the database can be read again");
            }
            away = false;
            return next;
        } catch (JdbiException failed) {
            if (!away) {
                LOG.log(Level.WARNING, "SWH1204 Definitions in the database cannot be read", failed);
            }
            away = true;
            return Optional.empty();
        }
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
