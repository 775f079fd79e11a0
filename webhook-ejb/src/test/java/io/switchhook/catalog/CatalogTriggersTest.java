package io.switchhook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.definition.DefinitionKey;
import io.switchhook.definition.DefinitionState;
import io.switchhook.saved.PastDefinition;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTriggersTest extends CatalogFixture {
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
}
