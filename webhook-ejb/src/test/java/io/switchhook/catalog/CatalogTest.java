package io.switchhook.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchhook.config.Settings;
import io.switchhook.definition.DefinitionError;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionState;
import io.switchhook.definition.Definitions;
import io.switchhook.definition.Syntax;
import io.switchhook.saved.PastDefinition;
import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import io.switchhook.template.Templates;
import io.switchhook.velocity.VelocityTemplates;
import io.switchhook.workflow.NotReady;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
    private static final String WORKFLOW =
            "{\"id\":\"%s\",\"steps\":[{\"name\":\"s\",\"httpRequest\":{\"url\":\"https://h/%s\"}}]}";
    private static final String TRIGGER = "{\"kind\":\"trigger\",\"id\":\"%s\",\"name\":\"n\",\"topicName\":\"x\","
            + "\"enabled\":true,\"target\":{\"type\":\"Workflow\",\"id\":\"%s\"}}";

    @TempDir
    Path directory;

    private final AtomicBoolean away = new AtomicBoolean();
    private final Jdbi jdbi = Database.on(dataSource());
    private final VelocityTemplates velocity = new VelocityTemplates();

    /** A database that can be taken away. */
    private DataSource dataSource() {
        DataSource source = TestStore.migrated();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new SQLException("away", "08001");
                    }
                    return method.invoke(source, arguments);
                });
    }

    private Definitions definitions() {
        return new Definitions(
                Settings.of(Map.of("switchhook.definitions.dir", directory.toString())),
                new Templates(),
                velocity,
                jdbi);
    }

    private Catalog catalog(Definitions definitions) {
        return new Catalog(jdbi, definitions, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private Catalog catalog() {
        return catalog(definitions());
    }

    private static Given json(String text) {
        return new Given(text, Syntax.JSON, "admin");
    }

    private static Given yaml(String text) {
        return new Given(text, Syntax.YAML, "admin");
    }

    private static Given workflow(String id) {
        return json(WORKFLOW.formatted(id, id));
    }

    private static DefinitionKey key(String kind, String id) {
        return new DefinitionKey(kind, id);
    }

    private static DefinitionState state(Catalog catalog, String kind, String id) {
        return catalog.current().find(key(kind, id)).orElseThrow();
    }

    private static long version(Catalog catalog, String kind, String id) {
        return state(catalog, kind, id).saved().orElseThrow().version();
    }

    private static Expected seen(long version) {
        return new Expected.Version(Set.of(version));
    }

    private static Conflict.Kind conflict(org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        return catchThrowableOfType(Conflict.class, change).kind();
    }

    private static List<DefinitionError> errors(org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        return catchThrowableOfType(InvalidDefinitions.class, change).errors();
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
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
    void aTriggerOfGenesysCloudIsTakenAsItIs() {
        Catalog catalog = catalog();
        String exported = "{\"name\":\"acw\",\"topicName\":\"v2.detail.events.conversation.{id}.acw\",\"enabled\":true,"
                + "\"target\":{\"type\":\"Workflow\",\"id\":\"tell\"},\"matchCriteria\":[],\"eventTTLSeconds\":60,"
                + "\"version\":2,\"selfUri\":\"/api/v2/x\"}";

        DefinitionKey key = catalog.create("trigger", json(exported));

        assertThat(key.id()).isEqualTo("acw");
        assertThat(catalog.saved(key).orElseThrow().document()).isEqualTo(exported);
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
    void aTriggerWithoutItsWorkflowIsDisabledWithThatReasonUntilThereIsOne() {
        Catalog catalog = catalog();
        catalog.create("trigger", json(TRIGGER.formatted("t", "tell")));
        assertThat(state(catalog, "trigger", "t").disabledBecause()).hasValue("workflow \"tell\" does not exist");

        catalog.create("workflow", workflow("tell"));
        assertThat(state(catalog, "trigger", "t").disabledBecause()).isEmpty();

        catalog.delete(key("workflow", "tell"), new Expected.Any(), "admin");
        assertThat(state(catalog, "trigger", "t").disabledBecause()).isPresent();
        assertThat(catalog.current().errors()).singleElement().satisfies(error -> assertThat(error.file())
                .isEqualTo("trigger \"t\" in the database"));
    }

    @Test
    void aTriggerOfTheDatabaseIsSwitchedInItsDocument() {
        Catalog catalog = catalog();
        catalog.create("workflow", workflow("tell"));
        catalog.create("trigger", json(TRIGGER.formatted("t", "tell")));

        catalog.turn(key("trigger", "t"), false, "admin");
        assertThat(state(catalog, "trigger", "t").disabledBecause()).hasValue("enabled is false");
        assertThat(catalog.current().triggers().get(0).active()).isFalse();

        catalog.turn(key("trigger", "t"), true, "admin");
        assertThat(state(catalog, "trigger", "t").disabledBecause()).isEmpty();
    }

    @Test
    void aTriggerOfAFileIsSwitchedBesideTheFile() throws IOException {
        file("w.json", "[" + WORKFLOW.formatted("tell", "x").replace("{\"id\"", "{\"kind\":\"workflow\",\"id\"") + "]");
        file("t.json", TRIGGER.formatted("t", "tell"));
        Catalog catalog = catalog();

        catalog.turn(key("trigger", "t"), false, "admin");

        for (Catalog node : List.of(catalog, catalog())) {
            DefinitionState off = state(node, "trigger", "t");
            assertThat(off.disabledBecause()).hasValue("disabled by admin at " + NOON);
            assertThat(off.saved()).isEmpty();
            assertThat(node.current().triggers().get(0).active()).isFalse();
        }
        catalog.turn(key("trigger", "t"), true, "admin");
        assertThat(state(catalog, "trigger", "t").disabledBecause()).isEmpty();
        assertThat(state(catalog, "trigger", "t").decided()).isEmpty();
        assertThat(catalog.history(key("trigger", "t"), Long.MAX_VALUE, 10))
                .extracting(PastDefinition::action)
                .containsExactly("enabled", "disabled");
    }

    @Test
    void aTriggerThatIsOffInItsFileCanBeSwitchedOn() throws IOException {
        file("w.json", WORKFLOW.formatted("tell", "x").replace("{\"id\"", "{\"kind\":\"workflow\",\"id\""));
        file("t.json", TRIGGER.formatted("t", "tell").replace("true", "false"));
        Catalog catalog = catalog();

        catalog.turn(key("trigger", "t"), true, "admin");

        assertThat(state(catalog, "trigger", "t").disabledBecause()).isEmpty();
        assertThat(catalog.current().index().candidates(Events.of("x"))).hasSize(1);
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

    @Test
    void manyAreAppliedOrNone() {
        Catalog catalog = catalog();
        catalog.create("workflow", workflow("tell"));
        long before = version(catalog, "workflow", "tell");
        String good = "kind: workflow\nid: other\nsteps: [{ name: s, httpRequest: { url: 'https://h' } }]\n";

        List<DefinitionError> errors =
                errors(() -> catalog.apply(yaml(good + "---\nkind: workflow\nid: broken\n---\n" + good), false, false));

        assertThat(errors).extracting(DefinitionError::document).containsExactly(2, 3);
        assertThat(errors).extracting(DefinitionError::line).containsExactly(5, 8);
        assertThat(catalog.current().workflows()).hasSize(1);
        assertThat(version(catalog, "workflow", "tell")).isEqualTo(before);
    }

    @Test
    void aDryRunTellsWhatWouldChangeAndChangesNothing() {
        Catalog catalog = catalog();
        catalog.apply(json("[" + workflows("same", "other", "gone") + "]"), false, false);
        Given next = json("[" + workflows("same", "new") + "," + kind(WORKFLOW.formatted("other", "changed")) + "]");

        Applied told = catalog.apply(next, true, true);

        assertThat(told.created()).containsExactly(key("workflow", "new"));
        assertThat(told.updated()).containsExactly(key("workflow", "other"));
        assertThat(told.unchanged()).containsExactly(key("workflow", "same"));
        assertThat(told.deleted()).containsExactly(key("workflow", "gone"));
        assertThat(catalog.current().workflow("new")).isEmpty();
        assertThat(catalog.history(key("workflow", "gone"), Long.MAX_VALUE, 10)).hasSize(1);

        Applied done = catalog.apply(next, true, false);
        assertThat(done.version()).isEqualTo(told.version() + 1);
        assertThat(done.deleted()).isEqualTo(told.deleted());
        assertThat(catalog.current().workflow("gone")).isEmpty();
        assertThat(catalog.current().workflow("new")).isPresent();
        assertThat(catalog.apply(next, true, false).version()).isEqualTo(done.version());
    }

    @Test
    void withoutPruningWhatIsNotAmongThemStays() {
        Catalog catalog = catalog();
        catalog.apply(json("[" + workflows("a") + "]"), false, false);

        assertThat(catalog.apply(json("[" + workflows("b") + "]"), false, false).deleted())
                .isEmpty();
        assertThat(catalog.current().workflows()).hasSize(2);
    }

    @Test
    void whatIsExportedIsTheSameElsewhere() throws IOException {
        file("a.yaml", """
                kind: workflow
                id: file
                steps:
                  - name: s
                    httpRequest: { url: 'https://h', body: "a\\n  b: '{{ x }}'\\n\\n# no comment\\n", headers: { X: '007', Y: 'no', Z: '' } }
                """);
        file("t.json", TRIGGER.formatted("t", "file"));
        Catalog catalog = catalog();
        catalog.create("workflow", workflow("saved"));
        catalog.create(
                "trigger",
                json(
                        "{\"name\":\"Of Genesys: \\u00e4 \\ud83d\\ude00\",\"topicName\":\"v2.{id}.acw\",\"enabled\":false,"
                                + "\"matchCriteria\":[{\"jsonPath\":\"a\",\"operator\":\"In\",\"values\":[1.50,1e3,123456789012345678901,"
                                + "\"1\",\"true\",null,\"\\u0000\\u2028~\"]}],\"target\":{\"type\":\"Workflow\",\"id\":\"saved\"}}"));
        catalog.turn(key("trigger", "t"), false, "admin");
        String exported = Export.yaml(catalog.current());

        Catalog elsewhere = new CatalogTest().catalogWithoutFiles();
        Applied applied = elsewhere.apply(yaml(exported), false, false);

        assertThat(applied.created()).hasSize(4);
        assertThat(Export.yaml(elsewhere.current())).isEqualTo(exported);
        assertThat(state(elsewhere, "trigger", "Of Genesys: ä 😀").json())
                .isEqualTo(state(catalog, "trigger", "Of Genesys: ä 😀").json());
        assertThat(elsewhere.current().triggers()).noneMatch(trigger -> trigger.active());
        catalog.turn(key("trigger", "t"), true, "admin");
        assertThat(catalog.apply(yaml(Export.yaml(catalog.current())), true, false)
                        .unchanged())
                .hasSize(4);
    }

    private Catalog catalogWithoutFiles() {
        Definitions definitions = new Definitions(Settings.of(Map.of()), new Templates(), velocity, jdbi);
        return new Catalog(jdbi, definitions, Clock.fixed(NOON, ZoneOffset.UTC));
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

    @Test
    @Timeout(60)
    void tenThousandTriggersAreAppliedInSeconds() {
        StringBuilder all = new StringBuilder(kind(WORKFLOW.formatted("tell", "x")));
        for (int i = 0; i < 10_000; i++) {
            all.append(',')
                    .append(TRIGGER.formatted("t" + i, "tell")
                            .replace(
                                    "\"topicName\":\"x\"",
                                    "\"topicName\":\"x\",\"matchCriteria\":[{\"jsonPath\":\"queue\",\"operator\":\"Equal\",\"value\":\"q"
                                            + i + "\"}]"));
        }
        Catalog catalog = catalog();

        long begin = System.nanoTime();
        Applied applied = catalog.apply(json("[" + all + "]"), false, false);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(applied.created()).hasSize(10_001);
        assertThat(catalog.current().triggers()).hasSize(10_000);
        assertThat(took).isLessThan(Duration.ofSeconds(30));
        begin = System.nanoTime();
        catalog.turn(key("trigger", "t7"), false, "admin");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        String exported = Export.yaml(catalog.current());
        assertThat(catalog.apply(yaml(exported), false, false).unchanged()).hasSize(10_001);
    }

    private static String workflows(String... ids) {
        return String.join(
                ",",
                List.of(ids).stream()
                        .map(id -> kind(WORKFLOW.formatted(id, id)))
                        .toList());
    }

    private static String kind(String workflow) {
        return "{\"kind\":\"workflow\"," + workflow.substring(1);
    }
}
