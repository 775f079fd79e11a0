package io.switchhook.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import io.switchhook.pause.Pause;
import io.switchhook.pause.Pause.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PauseJsonTest {
    @Test
    void namesWhatIsPausedByItsKindAndSaysWhoDidItAndWhen() {
        Pause pause = new Pause(Kind.TARGET, "https://bot:443", "kim", Instant.EPOCH);

        assertThat(text(PauseJson.paused(pause)))
                .isEqualTo("{\"target\":\"https://bot:443\","
                        + "\"paused\":{\"by\":\"kim\",\"since\":\"1970-01-01T00:00:00Z\"}}");
    }

    @Test
    void saysWhetherThereWasAPause() {
        assertThat(text(PauseJson.resumed(Kind.SUBSCRIBER, "crm", false)))
                .isEqualTo("{\"subscriber\":\"crm\",\"wasPaused\":false}");
        assertThat(text(PauseJson.resumed(Kind.SOURCE, "digital", true)))
                .isEqualTo("{\"source\":\"digital\",\"wasPaused\":true}");
    }

    private static String text(Document document) {
        return JsonText.text(((ReadyDocument) document).json());
    }
}
