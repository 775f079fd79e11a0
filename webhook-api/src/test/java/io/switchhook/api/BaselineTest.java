package io.switchhook.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private final Baseline baseline = Baseline.of(Path.of(""));

    @Test
    void textSaysWhatTheJarHolds() throws IOException {
        assertThat(baseline.text())
                .as("src/baseline: jar and text are written together, by mvn -Papi-baseline")
                .isEqualTo(baseline.described());
    }

    @Test
    void holdsWhatObserversAreWrittenWith() throws IOException {
        assertThat(baseline.described())
                .contains(
                        "interface io.switchhook.api.WebhookEvent\n",
                        "    public abstract jakarta.json.JsonObject data()\n",
                        "@interface io.switchhook.api.Topic\n")
                .doesNotContain("io.switchhook.api.wire", "io.switchhook.api.subscription");
    }

    /** The one rule of compatibility that japicmp does not know. */
    @Test
    void membersOfAnnotationsHaveADefaultUnlessTheyAlwaysHadNone() {
        assertThat(Stream.of(Subscription.class, Topic.class, FromSource.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(member -> member.getDefaultValue() == null)
                        .map(member -> member.getDeclaringClass().getSimpleName() + "." + member.getName()))
                .containsExactlyInAnyOrder("Topic.value", "FromSource.value");
    }
}
