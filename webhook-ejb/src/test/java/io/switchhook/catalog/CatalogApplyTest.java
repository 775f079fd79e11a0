package io.switchhook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import io.switchhook.definition.DefinitionError;
import io.switchhook.definition.Definitions;
import io.switchhook.template.Templates;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CatalogApplyTest extends CatalogFixture {
    private Catalog catalogWithoutFiles() {
        Definitions definitions = new Definitions(Settings.of(Map.of()), new Templates(), velocity, jdbi);
        return new Catalog(jdbi, definitions, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static String workflows(String... ids) {
        return String.join(
                ",",
                List.of(ids).stream()
                        .map(id -> kind(WORKFLOW.formatted(id, id)))
                        .toList());
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

        Catalog elsewhere = new CatalogApplyTest().catalogWithoutFiles();
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
}
