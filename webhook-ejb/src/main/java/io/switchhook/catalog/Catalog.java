package io.switchhook.catalog;

import static io.switchhook.catalog.Conflict.Kind.CHANGED;
import static io.switchhook.catalog.Conflict.Kind.EXISTS;
import static io.switchhook.catalog.Conflict.Kind.READ_ONLY;
import static io.switchhook.catalog.Conflict.Kind.UNKNOWN;

import io.switchhook.dataaction.DataAction;
import io.switchhook.definition.Definition;
import io.switchhook.definition.Definition.DataActionDefinition;
import io.switchhook.definition.DefinitionFile;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionParser;
import io.switchhook.definition.DefinitionSet;
import io.switchhook.definition.DefinitionState;
import io.switchhook.definition.Definitions;
import io.switchhook.saved.PastDefinition;
import io.switchhook.saved.SavedDefinition;
import io.switchhook.store.DefinitionRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Changes the definitions in the database, one change at a time over all nodes, and keeps who changed what. What is changed is in force here
 * at once and on other nodes within seconds. A definition from a file cannot be changed, only switched off and on.
 */
@ApplicationScoped
public class Catalog {
    private final Jdbi jdbi;
    private final Definitions definitions;
    private final Clock clock;

    @Inject
    public Catalog(Jdbi jdbi, Definitions definitions, Clock clock) {
        this.jdbi = jdbi;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** For the CDI client proxy. */
    protected Catalog() {
        this(null, null, null);
    }

    /** What is in force on this node. */
    public DefinitionSet current() {
        return definitions.current();
    }

    /**
     * Adds a definition.
     *
     * @return its kind and id
     * @throws InvalidDefinitions if it is none of that kind
     * @throws Conflict if there is one with its id
     */
    public DefinitionKey create(String kind, Given given) {
        Definition wanted = Reading.one(parser(), kind, given);
        change(handle -> {
            if (find(handle, wanted.key()).isPresent()) {
                throw new Conflict(EXISTS, wanted.key() + " is there already");
            }
            refuseFile(wanted.key());
            return version -> Plan.change("created", wanted, version, clock.instant(), given.user());
        });
        return wanted.key();
    }

    /**
     * Makes a definition another.
     *
     * @throws InvalidDefinitions if what it is to be is no definition of that kind and id
     * @throws Conflict if there is none, or it is not the expected one, or from a file
     */
    public void update(DefinitionKey key, Expected expected, Given given) {
        Definition wanted = Reading.one(parser(), key, given);
        change(handle -> {
            require(handle, key, expected);
            refuseFile(key);
            return version -> Plan.change("updated", wanted, version, clock.instant(), given.user());
        });
    }

    /**
     * Takes a definition away. What needs it says so from then on: a trigger without its workflow is disabled.
     *
     * @throws Conflict if there is none, or it is not the expected one, or from a file
     */
    public void delete(DefinitionKey key, Expected expected, String user) {
        change(handle -> {
            require(handle, key, expected);
            return version -> Plan.deletion(key, version, clock.instant(), user);
        });
    }

    /**
     * Adds and changes all these definitions, or none.
     *
     * @param prune whether what is in the database and not among them is to go
     * @param dryRun whether nothing is to be changed, only told
     * @throws InvalidDefinitions if one of them is none, or is another in a file
     */
    public Applied apply(Given given, boolean prune, boolean dryRun) {
        List<Definition> wanted = Reading.all(parser(), given);
        Applied applied = jdbi.inTransaction(handle -> {
            long last = DefinitionRows.lock(handle);
            Plan plan =
                    Plan.of(Reading.REQUEST, wanted, DefinitionRows.all(handle).definitions(), current(), prune);
            if (!plan.errors().isEmpty()) {
                throw new InvalidDefinitions(plan.errors());
            }
            if (dryRun || plan.isEmpty()) {
                return plan.applied(last);
            }
            long version = last + 1;
            DefinitionRows.write(handle, plan.changes(version, clock.instant(), given.user()));
            DefinitionRows.count(handle, version);
            return plan.applied(version);
        });
        definitions.refresh();
        return applied;
    }

    /**
     * Switches a trigger on or off: one from the database gets another {@code enabled}, of one from a file it is noted beside.
     *
     * @throws Conflict if there is none
     */
    public void turn(DefinitionKey key, boolean enabled, String user) {
        Optional<DefinitionState> fromFile =
                current().find(key).filter(state -> state.saved().isEmpty());
        jdbi.useTransaction(handle -> {
            long version = DefinitionRows.lock(handle) + 1;
            if (fromFile.isPresent()) {
                boolean written = Switching.isEnabled(fromFile.get());
                DefinitionRows.turn(
                        handle,
                        Switching.note(key, enabled, version, clock.instant(), user),
                        written == enabled ? Optional.empty() : Optional.of(enabled));
            } else {
                SavedDefinition row = require(handle, key, new Expected.Any());
                DefinitionRows.write(handle, List.of(Switching.change(row, enabled, version, clock.instant(), user)));
            }
            DefinitionRows.count(handle, version);
        });
        definitions.refresh();
    }

    /**
     * Changes of one definition, the last first.
     *
     * @param before only changes with a smaller number
     */
    public List<PastDefinition> history(DefinitionKey key, long before, int limit) {
        return jdbi.withHandle(handle -> DefinitionRows.history(handle, key.kind(), key.id(), before, limit));
    }

    /**
     * A data action that is nowhere defined.
     *
     * @throws InvalidDefinitions if it is none
     */
    public DataAction unsaved(JsonObject json) {
        DefinitionFile read = parser().parse(Reading.REQUEST, "data-action", json);
        if (read.definitions().isEmpty()) {
            throw new InvalidDefinitions(read.errors());
        }
        return ((DataActionDefinition) read.definitions().get(0)).action();
    }

    /** A definition in the database as it is this moment, whether or not it counts. */
    public Optional<SavedDefinition> saved(DefinitionKey key) {
        return jdbi.withHandle(handle -> find(handle, key));
    }

    /** What a change is, made under the lock, when its number is known. */
    private interface Change {
        PastDefinition numbered(long version);
    }

    /** Decides on a change under the lock, or refuses it. */
    private interface Decision {
        Change on(Handle handle);
    }

    private void change(Decision decision) {
        jdbi.useTransaction(handle -> {
            long version = DefinitionRows.lock(handle) + 1;
            DefinitionRows.write(handle, List.of(decision.on(handle).numbered(version)));
            DefinitionRows.count(handle, version);
        });
        definitions.refresh();
    }

    private SavedDefinition require(Handle handle, DefinitionKey key, Expected expected) {
        Optional<SavedDefinition> there = find(handle, key);
        if (there.isEmpty()) {
            refuseFile(key);
            throw new Conflict(UNKNOWN, "there is no " + key);
        }
        if (!expected.fits(there.get().version())) {
            throw new Conflict(
                    CHANGED,
                    key + " was changed by " + there.get().changedBy() + " at "
                            + there.get().changedAt() + "; its version is "
                            + there.get().version());
        }
        return there.get();
    }

    private static Optional<SavedDefinition> find(Handle handle, DefinitionKey key) {
        return DefinitionRows.find(handle, key.kind(), key.id());
    }

    private void refuseFile(DefinitionKey key) {
        current().find(key).filter(state -> state.saved().isEmpty()).ifPresent(state -> {
            throw new Conflict(READ_ONLY, key + " is defined in " + state.file() + "; change it there");
        });
    }

    private DefinitionParser parser() {
        return definitions.parser();
    }
}
