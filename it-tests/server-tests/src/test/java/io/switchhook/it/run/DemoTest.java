package io.switchhook.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {
    @Test
    void withoutSettingsThereIsASourceRulesAndAWayToThem() {
        assertThat(demo(Map.of(), Map.of()).settings())
                .containsEntry("switchhook.sources", "demo")
                .containsEntry("switchhook.source.demo.adapter", "interactions")
                .containsEntry("switchhook.source.demo.verification", "hub-sha1")
                .containsEntry("switchhook.source.demo.secrets", "demo-app-secret")
                .containsEntry("switchhook.definitions.dir", "demo-rules")
                .containsEntry("switchhook.egress.allow", "127.0.0.1/32");
    }

    @ParameterizedTest
    @CsvSource({
        "switchhook.source.demo.adapter, SWITCHHOOK_SOURCE_DEMO_ADAPTER",
        "switchhook.source.demo.verification, SWITCHHOOK_SOURCE_DEMO_VERIFICATION",
        "switchhook.source.demo.secrets, SWITCHHOOK_SOURCE_DEMO_SECRETS",
        "switchhook.egress.allow, SWITCHHOOK_EGRESS_ALLOW",
    })
    void whatIsGivenInEitherWayIsLeftToWhoeverGaveIt(String key, String variable) {
        Map<String, String> untouched = demo(Map.of(), Map.of()).settings();

        for (Demo demo : new Demo[] {demo(Map.of(key, "mine"), Map.of()), demo(Map.of(), Map.of(variable, "mine"))}) {
            assertThat(demo.settings()).doesNotContainKey(key).hasSize(untouched.size() - 1);
        }
    }

    @Test
    void aFileOfSecretsTakesThePlaceOfTheDemosSecret() {
        assertThat(demo(Map.of(), Map.of("SWITCHHOOK_SOURCE_DEMO_SECRETS_FILE", "/run/secrets/demo"))
                        .settings())
                .doesNotContainKey("switchhook.source.demo.secrets");
    }

    @Test
    void aSourceOrRulesOfOnesOwnReplaceThoseOfTheDemo() {
        assertThat(demo(Map.of(), Map.of("SWITCHHOOK_SOURCES", "mine", "SWITCHHOOK_DEFINITIONS_DIR", "rules"))
                        .settings())
                .isEmpty();
    }

    @Test
    void theInvitationSignsWithTheDemosSecret() {
        assertThat(demo(Map.of(), Map.of()).invitation()).contains("-hmac demo-app-secret |");
    }

    @ParameterizedTest
    @CsvSource({
        "switchhook.source.demo.secrets, SWITCHHOOK_SOURCE_DEMO_SECRETS",
        "switchhook.source.demo.secrets-file, SWITCHHOOK_SOURCE_DEMO_SECRETS_FILE",
        "switchhook.source.demo.verification, SWITCHHOOK_SOURCE_DEMO_VERIFICATION",
    })
    void theInvitationLeavesTheSecretOpenWhereItIsSomeoneElses(String key, String variable) {
        for (Demo demo :
                new Demo[] {demo(Map.of(key, "hidden-1"), Map.of()), demo(Map.of(), Map.of(variable, "hidden-1"))}) {
            assertThat(demo.invitation())
                    .contains("-hmac '<your secret>' |")
                    .doesNotContain("demo-app-secret", "hidden-1");
        }
    }

    private static Demo demo(Map<String, String> properties, Map<String, String> environment) {
        return new Demo(new GivenSettings(properties, environment), Path.of("demo-rules"), 8080);
    }
}
