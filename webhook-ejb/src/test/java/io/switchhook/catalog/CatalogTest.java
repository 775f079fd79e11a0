package io.switchhook.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchhook.definition.DefinitionState;
import io.switchhook.definition.Definitions;
import io.switchhook.saved.PastDefinition;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogTest extends CatalogFixture {
    private static Expected seen(long version) {
        return new Expected.Version(Set.of(version));
    }

    private static Conflict.Kind conflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        return catchThrowableOfType(Conflict.class, change).kind();
    }

    @Test
    void whatIsCreatedIsInForceAtOnceAndAfterARestart() {
        Catalog catalog = catalog();

        catalog.create("workflow", workflow("tell"));
        catalog.create("trigger", json(TRIGGER.formatted("t", "tell")));

        for (Catalog node : List.of(catalog, catalog())) {
            assertThat(node.current().workflow("tell")).isPresent();
            DefinitionState trigger = state(node, "trigger", "t");
            assertThat(trigger.disabledBecause()).isEmpty();
            assertThat(trigger.saved().orElseThrow().changedBy()).isEqualTo("admin");
            assertThat(trigger.saved().orElseThrow().changedAt()).isEqualTo(NOON);
            assertThat(node.current().triggers()).singleElement().satisfies(found -> assertThat(found.active())
                    .isTrue());
        }
    }

    @Test
    void ofTwoWhoChangeTheSameVersionTheSecondIsRefused() {
        Catalog catalog = catalog();
        catalog.create("workflow", workflow("tell"));
        long version = version(catalog, "workflow", "tell");

        catalog.update(key("workflow", "tell"), seen(version), json(WORKFLOW.formatted("tell", "first")));

        assertThatThrownBy(() -> catalog.update(
                        key("workflow", "tell"), seen(version), json(WORKFLOW.formatted("tell", "second"))))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("changed by admin at " + NOON);
        assertThat(conflict(() -> catalog.delete(key("workflow", "tell"), seen(version), "admin")))
                .isEqualTo(Conflict.Kind.CHANGED);
        assertThat(state(catalog, "workflow", "tell").json().orElseThrow().toString())
                .contains("https://h/first");
    }

    @Test
    void ofManyAtOnceOnSeveralNodesOneAddsIt() {
        List<CompletableFuture<String>> tries = Stream.generate(this::catalog)
                .limit(4)
                .map(node -> CompletableFuture.supplyAsync(() -> {
                    try {
                        node.create("workflow", workflow("tell"));
                        return "created";
                    } catch (Conflict conflict) {
                        return conflict.kind().toString();
                    }
                }))
                .toList();

        assertThat(tries.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder("created", "EXISTS", "EXISTS", "EXISTS");
        assertThat(catalog().history(key("workflow", "tell"), Long.MAX_VALUE, 10))
                .hasSize(1);
    }

    @Test
    void aVersionNeverComesAgain() {
        Catalog catalog = catalog();
        catalog.create("workflow", workflow("tell"));
        long version = version(catalog, "workflow", "tell");
        catalog.delete(key("workflow", "tell"), seen(version), "admin");
        catalog.create("workflow", workflow("tell"));

        assertThat(version(catalog, "workflow", "tell")).isGreaterThan(version);
        assertThat(conflict(() -> catalog.update(key("workflow", "tell"), seen(version), workflow("tell"))))
                .isEqualTo(Conflict.Kind.CHANGED);
    }

    @Test
    void saysWhatDoesNotFitWhatIsThere() throws IOException {
        file("a.yaml", "kind: workflow\nid: fixed\nsteps: [{ name: s, httpRequest: { url: 'https://h' } }]\n");
        Catalog catalog = catalog();
        catalog.create("workflow", workflow("tell"));

        assertThat(conflict(() -> catalog.create("workflow", workflow("tell")))).isEqualTo(Conflict.Kind.EXISTS);
        assertThat(conflict(() -> catalog.create("workflow", workflow("fixed"))))
                .isEqualTo(Conflict.Kind.READ_ONLY);
        assertThat(conflict(() -> catalog.update(key("workflow", "fixed"), new Expected.Any(), workflow("fixed"))))
                .isEqualTo(Conflict.Kind.READ_ONLY);
        assertThat(conflict(() -> catalog.delete(key("workflow", "fixed"), new Expected.Any(), "admin")))
                .isEqualTo(Conflict.Kind.READ_ONLY);
        assertThat(conflict(() -> catalog.update(key("workflow", "none"), new Expected.Any(), workflow("none"))))
                .isEqualTo(Conflict.Kind.UNKNOWN);
        assertThat(conflict(() -> catalog.turn(key("trigger", "none"), true, "admin")))
                .isEqualTo(Conflict.Kind.UNKNOWN);
        assertThat(errors(() -> catalog.update(key("workflow", "tell"), new Expected.Any(), workflow("other"))))
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("\"other\"", "\"tell\", as in the path"));
    }

    @Test
    void saysWhatIsWrongWithADefinitionAndWhere() {
        Catalog catalog = catalog();

        assertThat(errors(() -> catalog.create(
                        "workflow", yaml("id: w\nsteps:\n  - name: s\n    httpRequest:\n      url: nowhere\n"))))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.line()).isEqualTo(5);
                    assertThat(error.path()).isEqualTo("steps[0].httpRequest.url");
                });
        assertThat(errors(() -> catalog.create("workflow", json(TRIGGER.formatted("t", "w")))))
                .singleElement()
                .satisfies(error -> assertThat(error.path()).isEqualTo("kind"));
        assertThat(errors(() -> catalog.create("workflow", yaml("")))).hasSize(1);
        assertThat(errors(() -> catalog.create("workflow", json("["))).get(0).allowed())
                .isEqualTo("JSON");
        assertThat(errors(() -> catalog.create("workflow", workflow("a/b")))
                        .get(0)
                        .path())
                .isEqualTo("id");
        assertThat(catalog.current().all()).isEmpty();
    }

    @Test
    void everyChangeIsKeptWithWhoAndWhen() {
        Catalog catalog = catalog();
        catalog.create("trigger", json(TRIGGER.formatted("t", "w")));
        catalog.update(key("trigger", "t"), new Expected.Any(), json(TRIGGER.formatted("t", "v")));
        catalog.turn(key("trigger", "t"), false, "kim");
        catalog.delete(key("trigger", "t"), new Expected.Any(), "admin");

        List<PastDefinition> history = catalog.history(key("trigger", "t"), Long.MAX_VALUE, 10);

        assertThat(history)
                .extracting(PastDefinition::action)
                .containsExactly("deleted", "disabled", "updated", "created");
        assertThat(history.get(0).document()).isEmpty();
        assertThat(history.get(1).changedBy()).isEqualTo("kim");
        assertThat(history.get(1).document()).contains("\"enabled\":false");
        assertThat(history.get(3).document()).isEqualTo(TRIGGER.formatted("t", "w"));
        assertThat(catalog.history(key("trigger", "t"), history.get(1).version(), 1))
                .containsExactly(history.get(2));
    }

    @Test
    void aFileThatComesWithTheSameIdCountsAndTheOtherCanBeDeleted() throws IOException {
        Definitions definitions = definitions();
        Catalog catalog = catalog(definitions);
        catalog.create("workflow", workflow("tell"));

        file("a.yaml", "kind: workflow\nid: tell\nsteps: [{ name: of-the-file, httpRequest: { url: 'https://h' } }]\n");
        definitions.refresh();
        definitions.refresh();

        assertThat(catalog.current()
                        .workflow("tell")
                        .orElseThrow()
                        .steps()
                        .get(0)
                        .name())
                .isEqualTo("of-the-file");
        assertThat(catalog.current().errors()).singleElement().satisfies(error -> assertThat(error.message())
                .contains("workflow \"tell\" in the database", "defined in a.yaml and stays so"));
        assertThat(catalog.current().all()).hasSize(2);
        assertThat(conflict(() -> catalog.update(key("workflow", "tell"), new Expected.Any(), workflow("tell"))))
                .isEqualTo(Conflict.Kind.READ_ONLY);

        catalog.delete(key("workflow", "tell"), new Expected.Any(), "admin");
        assertThat(catalog.current().errors()).isEmpty();
        assertThat(catalog.current().workflow("tell")).isPresent();
    }
}
