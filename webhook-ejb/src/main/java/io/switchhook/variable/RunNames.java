package io.switchhook.variable;

import io.switchhook.api.wire.EventRecord;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What names stand for in one step of a run: {@code event} for the event's envelope, then the first that has the name of
 *
 * <ol>
 *   <li>the variables of the run,
 *   <li>those of the event's subject,
 *   <li>the members of the event's data,
 *   <li>global variables,
 *   <li>the subject's events: the data of the last one whose topic ends so, in any case of letters.
 * </ol>
 *
 * <p>A null hides what stands behind it. What outlives the run is looked up when a name asks for it, each thing once, so that the whole
 * step sees the same. Used by one thread.
 */
public final class RunNames {
    private static final String EVENT = "event";

    private final EventRecord event;
    private final JsonObject variables;
    private final Memory memory;
    private final Map<String, Optional<Found>> lookedUp = new HashMap<>();
    private Map<String, JsonValue> ofSubject;

    /**
     * What a name stands for.
     *
     * @param anyCase whether its members, at any depth, are found in any case of letters, as those of events by their short names are
     */
    public record Found(JsonValue value, boolean anyCase) {
        Found(JsonValue value) {
            this(value, false);
        }
    }

    private RunNames(EventRecord event, JsonObject variables, Memory memory) {
        this.event = event;
        this.variables = variables;
        this.memory = memory;
    }

    /** Names of an event and the variables of its run alone. */
    public static RunNames of(EventRecord event, JsonObject variables) {
        return new RunNames(event, variables, Memory.NONE);
    }

    /** Names of an event, the variables of its run, and what outlives it. */
    public static RunNames of(EventRecord event, JsonObject variables, Memory memory) {
        return new RunNames(event, variables, memory);
    }

    /**
     * What the name stands for; empty if nothing has it.
     *
     * @throws LookupFailed if the memory cannot be asked
     */
    public Optional<Found> find(String name) {
        if (name.equals(EVENT)) {
            return lookedUp.computeIfAbsent(name, own -> Optional.of(new Found(event.toJson())));
        }
        JsonValue ofRun = variables.get(name);
        if (ofRun != null) {
            return Optional.of(new Found(ofRun));
        }
        boolean nameable = VariableName.isValid(name);
        JsonValue known = nameable ? ofSubject().get(name) : null;
        if (known == null) {
            known = event.data().get(name);
        }
        if (known != null) {
            return Optional.of(new Found(known));
        }
        return nameable ? lookedUp.computeIfAbsent(name, this::remembered) : Optional.empty();
    }

    /**
     * The names as an object, for paths: a member is what {@link #find} finds when it is asked for. Listed are only the variables of run and
     * subject, and the members of the data.
     */
    public JsonObject root() {
        return root(UnaryOperator.identity());
    }

    /**
     * The same as people may see it.
     *
     * @param mask hides members of an object, which is given one name at a time
     */
    public JsonObject root(UnaryOperator<JsonObject> mask) {
        return new NamedRoot(this, mask);
    }

    /** Names of the variables of run and subject, and of the data's members. */
    Set<String> own() {
        Set<String> names = new HashSet<>(event.data().keySet());
        names.addAll(ofSubject().keySet());
        names.addAll(variables.keySet());
        return names;
    }

    private Map<String, JsonValue> ofSubject() {
        if (ofSubject == null) {
            ofSubject = event.subject().isEmpty()
                    ? Map.of()
                    : asked("of the subject", () -> memory.ofSubject(event.subject()));
        }
        return ofSubject;
    }

    private Optional<Found> remembered(String name) {
        return asked(name, () -> memory.global(name)).map(Found::new).or(() -> lastEvent(name)
                .map(data -> new Found(data, true)));
    }

    private Optional<JsonObject> lastEvent(String name) {
        Set<String> segments = ShortName.segments(name);
        if (event.subject().isEmpty()) {
            return ShortName.fits(event.topic(), segments) ? Optional.of(event.data()) : Optional.empty();
        }
        return asked(name, () -> memory.lastEvent(event.subject(), segments));
    }

    private static <T> T asked(String name, Supplier<T> memory) {
        try {
            return memory.get();
        } catch (RuntimeException failed) {
            throw new LookupFailed(name, failed);
        }
    }
}
