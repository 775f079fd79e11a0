package io.switchhook.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.template.Templates;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.ScreenPop;
import io.switchhook.workflow.ScreenPopStep;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenPopExecutionTest {
    private final ScreenPopExecution pops = new ScreenPopExecution(new Templates());

    private StepResult execute(String agent, String url, String label, Map<String, String> query) {
        EventRecord event = new EventRecord(
                "e1",
                EventKind.PLAIN,
                "digital",
                "call.offered",
                "c1",
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                JsonText.read("{\"agent\": \"anna@example.com\", \"who\": \"a&b=c #1/é\", \"up\": \"..\","
                        + " \"script\": \"javascript:alert(1)\", \"lines\": \"a\\nb\"}"));
        return pops.execute(
                new ScreenPopStep(StepHead.of("pop"), agent, url, label, query, "new-tab"),
                new RunContext(1, event, JsonValue.EMPTY_JSON_OBJECT, 1));
    }

    private ScreenPop popped(String url, String label, Map<String, String> query) {
        StepResult.Done done = (StepResult.Done) execute("{{ agent }}", url, label, query);
        return (ScreenPop) done.writes().get(0);
    }

    @Test
    void isForTheAgentAndEscapedForItsPlace() {
        ScreenPop pop =
                popped("https://crm.example.com/{{ who }}?x=1#top", "Call {{ lines }}", Map.of("n", "{{ who }}"));

        assertThat(pop.agent()).isEqualTo("anna@example.com");
        assertThat(pop.url())
                .isEqualTo("https://crm.example.com/a%26b%3Dc%20%231%2F%C3%A9?x=1&n=a%26b%3Dc%20%231%2F%C3%A9#top");
        assertThat(pop.label()).isEqualTo("Call a b");
        assertThat(pop.display()).isEqualTo("new-tab");
    }

    @Test
    void aLongLabelIsShortened() {
        assertThat(popped("https://x/", "é".repeat(300), Map.of()).label()).hasSize(256);
        assertThat(popped("https://x/", "x" + "\uD83D\uDE00".repeat(200), Map.of())
                        .label())
                .hasSize(255);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ script | raw }}; url: found scheme javascript, allowed are http and https",
                "//crm.example.com/; url: found scheme null, allowed are http and https",
                "https://user:pw@crm.example.com/; url: found a user before the host",
                "https:///nowhere; url: found no host",
                "https://crm.example.com/{{ up }}; a value printed into a URL",
                "https://crm.example.com/<; url: malformed at character"
            })
    void opensNothingButAPage(String url, String why) {
        StepResult.Failed failed = (StepResult.Failed) execute("anna", url, "", Map.of());

        assertThat(failed.reason()).contains(why);
        assertThat(failed.retryable()).isFalse();
    }

    @Test
    void anAgentWithoutNameIsRefused() {
        StepResult.Failed failed = (StepResult.Failed) execute("{{ nobody }}", "https://x/", "", Map.of());

        assertThat(failed.reason()).isEqualTo("agent: found nothing, allowed are 1 to 256 characters in one line");
    }
}
