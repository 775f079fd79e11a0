package io.switchhook.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.definition.DefinitionState;
import io.switchhook.definition.Definitions;
import io.switchhook.workflow.NotReady;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogStoreTest extends CatalogFixture {
    @Test
    void anotherNodeFindsAChangeWhenItLooks() {
        Definitions other = definitions();
        Catalog catalog = catalog();

        catalog.create("workflow", workflow("tell"));
        assertThat(other.current().workflow("tell")).isEmpty();
        other.refresh();
        assertThat(other.current().workflow("tell")).isPresent();

        catalog.delete(key("workflow", "tell"), new Expected.Any(), "admin");
        other.refresh();
        assertThat(other.current().workflow("tell")).isEmpty();
    }

    @Test
    void aLookWithoutAChangeBuildsNothingAnew() {
        Definitions definitions = definitions();
        catalog(definitions).create("workflow", workflow("tell"));
        var before = definitions.current();

        definitions.refresh();

        assertThat(definitions.current()).isSameAs(before);
    }

    @Test
    void nothingCanBeAskedUntilTheDatabaseWasReadAndThenItStays() {
        catalog().create("workflow", workflow("tell"));
        away.set(true);
        Definitions definitions = definitions();

        assertThatThrownBy(() -> definitions.workflow("tell")).isInstanceOf(NotReady.class);
        assertThatThrownBy(() -> definitions.starts(Events.of("x"), NOON)).isInstanceOf(NotReady.class);

        away.set(false);
        definitions.refresh();
        assertThat(definitions.workflow("tell")).isPresent();

        away.set(true);
        assertThatCode(definitions::refresh).doesNotThrowAnyException();
        assertThat(definitions.workflow("tell")).isPresent();
    }

    @Test
    void aFileIsReadAgainWhileTheDatabaseIsAway() throws IOException {
        Definitions definitions = definitions();
        away.set(true);

        file("a.yaml", "kind: workflow\nid: w\nsteps: [{ name: s, httpRequest: { url: 'https://h' } }]\n");
        Files.setLastModifiedTime(directory.resolve("a.yaml"), FileTime.fromMillis(1));
        definitions.refresh();
        definitions.refresh();

        assertThat(definitions.workflow("w")).isPresent();
    }

    @Test
    void whatCannotBeReadAnyMoreIsShownAndCanBeReplaced() {
        Catalog catalog = catalog();
        catalog.create("workflow", workflow("tell"));
        jdbi.useHandle(handle -> {
            handle.execute("update definition set document = '{\"id\":\"tell\",\"steps\":\"of an older version\"}'");
            handle.execute("insert into definition (kind, id, document, version, changed_at, changed_by)"
                    + " values ('poem', 'x', '{}', 1, current_timestamp, 'admin')");
        });

        Catalog restarted = catalog();

        assertThat(restarted.current().workflow("tell")).isEmpty();
        assertThat(restarted.current().errors())
                .anyMatch(error -> error.message().contains("workflow \"tell\" in the database, steps"))
                .anyMatch(error -> error.message().contains("kind poem"));
        assertThat(restarted.current().all())
                .extracting(DefinitionState::disabledBecause)
                .containsOnly(Optional.of("it has errors"));
        restarted.update(key("workflow", "tell"), new Expected.Any(), workflow("tell"));
        assertThat(restarted.current().workflow("tell")).isPresent();
    }
}
