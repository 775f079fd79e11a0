package io.switchhook.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.JsonText;
import io.switchhook.memory.VariableRefused.Reason;
import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.variable.DefinedGlobals;
import io.switchhook.variable.VariableValue;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class VariableChangesTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final DefinedGlobals DEFINED = new DefinedGlobals() {
        @Override
        public Optional<DefinedGlobal> variable(String id) {
            return variables().stream()
                    .filter(variable -> variable.id().equals(id))
                    .findFirst();
        }

        @Override
        public List<DefinedGlobal> variables() {
            return List.of(new DefinedGlobal("Global_Language", text("en-US"), "globals.yaml"));
        }
    };

    private final Jdbi jdbi = database();
    private final VariableChanges changes = new VariableChanges(jdbi, DEFINED, Clock.fixed(NOON, ZoneOffset.UTC));
    private final StoredMemory memory = new StoredMemory(jdbi, DEFINED);

    private static Jdbi database() {
        DataSource memory = TestStore.migrated();
        return Database.on(memory);
    }

    private static JsonValue text(String text) {
        return JsonText.provider().createValue(text);
    }

    @Test
    void keepsWhoSetAVariableAndWhen() {
        changes.setOfSubject("call/1 ü", "WhoIsCalling", text("Ms Demo"), "kim");

        jdbi.useHandle(handle -> assertThat(VariableRows.ofSubject(handle, "call/1 ü"))
                .containsExactly(new Kept("WhoIsCalling", "\"Ms Demo\"", NOON, "user kim")));
        assertThat(memory.ofSubject("call/1 ü")).containsEntry("WhoIsCalling", text("Ms Demo"));
    }

    @Test
    void whatADefinitionSaysIsReadOnlyAndCounts() {
        jdbi.useTransaction(handle ->
                VariableRows.setGlobal(handle, new Kept("Global_Language", "\"set before\"", NOON, "user kim")));

        assertThatThrownBy(() -> changes.setGlobal("Global_Language", text("de"), "kim"))
                .hasMessage("it is defined in globals.yaml and can be changed there only")
                .extracting(failure -> ((VariableRefused) failure).reason())
                .isEqualTo(Reason.READ_ONLY);
        assertThatThrownBy(() -> changes.dropGlobal("Global_Language", "kim")).isInstanceOf(VariableRefused.class);
        assertThat(memory.global("Global_Language")).contains(text("en-US"));
    }

    @Test
    void aGlobalVariableIsSetAndForgotten() {
        changes.setGlobal("Limit", VariableValue.read("{\"a\":[1.50]}"), "kim");
        assertThat(memory.global("Limit").map(Object::toString)).contains("{\"a\":[1.50]}");

        assertThat(changes.dropGlobal("Limit", "kim")).isTrue();
        assertThat(changes.dropGlobal("Limit", "kim")).isFalse();
        assertThat(memory.global("Limit")).isEmpty();
    }

    @Test
    void aSubjectHasRoomForSoManyAndThoseCanStillBeChanged() {
        for (int i = 0; i < VariableValue.MAX_OF_SUBJECT; i++) {
            changes.setOfSubject("c-1", "v" + i, JsonValue.TRUE, "kim");
        }

        assertThatThrownBy(() -> changes.setOfSubject("c-1", "more", JsonValue.TRUE, "kim"))
                .hasMessage("there are 100 variables of one subject besides it, allowed are 100 in all")
                .extracting(failure -> ((VariableRefused) failure).reason())
                .isEqualTo(Reason.TOO_MANY);
        assertThatCode(() -> changes.setOfSubject("c-1", "v7", JsonValue.FALSE, "kim"))
                .doesNotThrowAnyException();
        assertThatCode(() -> changes.setOfSubject("c-2", "more", JsonValue.TRUE, "kim"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeAVariableIsRefusedWithWhatIsAllowedAndNotQuoted() {
        JsonValue secret = text("s3cret" + "x".repeat(VariableValue.MAX_BYTES));

        assertThatThrownBy(() -> changes.setOfSubject("c-1", "a", secret, "kim"))
                .isInstanceOf(VariableRefused.class)
                .hasMessageContaining("16384")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> changes.setGlobal("a-b", JsonValue.TRUE, "kim"))
                .isInstanceOf(VariableRefused.class);
        assertThatThrownBy(() -> changes.setOfSubject("", "a", JsonValue.TRUE, "kim"))
                .isInstanceOf(VariableRefused.class);
        assertThatThrownBy(() -> changes.setOfSubject("a\0b", "a", JsonValue.TRUE, "kim"))
                .isInstanceOf(VariableRefused.class);
        assertThatThrownBy(() -> changes.setOfSubject("x".repeat(513), "a", JsonValue.TRUE, "kim"))
                .isInstanceOf(VariableRefused.class);
        assertThat(changes.dropOfSubject("c-1", "a", "kim")).isFalse();
    }
}
