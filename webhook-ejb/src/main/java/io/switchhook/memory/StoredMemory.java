package io.switchhook.memory;

import io.switchhook.api.wire.JsonText;
import io.switchhook.commit.GroupCommit;
import io.switchhook.commit.GroupCommit.Limits;
import io.switchhook.commit.Pace;
import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.variable.DefinedGlobals;
import io.switchhook.variable.Memory;
import io.switchhook.variable.VariableValue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * What the store and the definitions know; each answer is one query by an index, or none. Who asks for a subject's variables while another such
 * query is under way shares the next one, which begins after the question: what was committed before is seen.
 */
@ApplicationScoped
public class StoredMemory implements Memory {
    private static final Limits ONE_AFTER_THE_OTHER = new Limits(1, 64, 64);

    private final Jdbi jdbi;
    private final DefinedGlobals defined;
    private final GroupCommit<Question> questions =
            new GroupCommit<>(this::answer, question -> 1, ONE_AFTER_THE_OTHER, Pace.NONE);

    @Inject
    public StoredMemory(Jdbi jdbi, DefinedGlobals defined) {
        this.jdbi = jdbi;
        this.defined = defined;
    }

    /** For the CDI client proxy. */
    protected StoredMemory() {
        this(null, null);
    }

    @Override
    public Map<String, JsonValue> ofSubject(String subject) {
        Question question = new Question(subject);
        try {
            questions.commit(question);
        } catch (InterruptedException wanted) {
            answer(List.of(question));
            Thread.currentThread().interrupt();
        }
        Map<String, JsonValue> values = new HashMap<>();
        question.answer.forEach(kept -> values.put(kept.name(), VariableValue.read(kept.value())));
        return values;
    }

    /** A subject's variables, asked for by one thread. */
    private static final class Question {
        private final String subject;
        private List<Kept> answer = List.of();

        Question(String subject) {
            this.subject = subject;
        }
    }

    private void answer(List<Question> together) {
        Set<String> subjects =
                together.stream().map(question -> question.subject).collect(Collectors.toSet());
        Map<String, List<Kept>> variables = jdbi.withHandle(handle -> VariableRows.ofSubjects(handle, subjects));
        together.forEach(question -> question.answer = variables.getOrDefault(question.subject, List.of()));
    }

    @Override
    public Optional<JsonValue> global(String id) {
        return defined.variable(id).map(DefinedGlobal::value).or(() -> jdbi.withHandle(
                        handle -> VariableRows.global(handle, id))
                .map(kept -> VariableValue.read(kept.value())));
    }

    @Override
    public Optional<JsonObject> lastEvent(String subject, Set<String> lastSegments) {
        return jdbi.withHandle(handle -> VariableRows.lastEvent(handle, subject, lastSegments))
                .map(JsonText::read);
    }
}
