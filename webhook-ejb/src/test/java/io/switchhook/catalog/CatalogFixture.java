package io.switchhook.catalog;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.switchhook.config.Settings;
import io.switchhook.definition.DefinitionError;
import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionState;
import io.switchhook.definition.Definitions;
import io.switchhook.definition.Syntax;
import io.switchhook.store.Database;
import io.switchhook.store.TestStore;
import io.switchhook.template.Templates;
import io.switchhook.velocity.VelocityTemplates;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.io.TempDir;

/** A directory of definitions and a database that can be away, for catalogs as nodes have them. */
abstract class CatalogFixture {
    static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
    static final String WORKFLOW =
            "{\"id\":\"%s\",\"steps\":[{\"name\":\"s\",\"httpRequest\":{\"url\":\"https://h/%s\"}}]}";
    static final String TRIGGER = "{\"kind\":\"trigger\",\"id\":\"%s\",\"name\":\"n\",\"topicName\":\"x\","
            + "\"enabled\":true,\"target\":{\"type\":\"Workflow\",\"id\":\"%s\"}}";

    @TempDir
    Path directory;

    final AtomicBoolean away = new AtomicBoolean();
    final Jdbi jdbi = Database.on(dataSource());
    final VelocityTemplates velocity = new VelocityTemplates();

    /** A database that can be taken away. */
    DataSource dataSource() {
        DataSource source = TestStore.migrated();
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new SQLException("away", "08001");
                    }
                    return method.invoke(source, arguments);
                });
    }

    Definitions definitions() {
        return new Definitions(
                Settings.of(Map.of("switchhook.definitions.dir", directory.toString())),
                new Templates(),
                velocity,
                jdbi);
    }

    Catalog catalog(Definitions definitions) {
        return new Catalog(jdbi, definitions, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    Catalog catalog() {
        return catalog(definitions());
    }

    static Given json(String text) {
        return new Given(text, Syntax.JSON, "admin");
    }

    static Given yaml(String text) {
        return new Given(text, Syntax.YAML, "admin");
    }

    static Given workflow(String id) {
        return json(WORKFLOW.formatted(id, id));
    }

    static DefinitionKey key(String kind, String id) {
        return new DefinitionKey(kind, id);
    }

    static DefinitionState state(Catalog catalog, String kind, String id) {
        return catalog.current().find(key(kind, id)).orElseThrow();
    }

    static long version(Catalog catalog, String kind, String id) {
        return state(catalog, kind, id).saved().orElseThrow().version();
    }

    static List<DefinitionError> errors(org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        return catchThrowableOfType(InvalidDefinitions.class, change).errors();
    }

    void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    static String kind(String workflow) {
        return "{\"kind\":\"workflow\"," + workflow.substring(1);
    }
}
