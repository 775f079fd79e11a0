package io.switchhook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.LogLines;
import io.switchhook.config.Settings;
import io.switchhook.network.TrustedProxies;
import io.switchhook.source.SourceState.Disabled;
import io.switchhook.source.SourceState.Ready;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SourcesTest {

    @Test
    void aProxyThatCannotBeReadDisablesSourcesThatAskWhoClientsAre() {
        try (LogLines log = new LogLines(Sources.class)) {
            Sources sources = new Sources(
                    Settings.of(Map.of(
                            "switchhook.sources", "open,walled",
                            "switchhook.trusted-proxies", "10.0.0.0/8,proxy",
                            "switchhook.source.open.adapter", "interactions",
                            "switchhook.source.open.verification", "none",
                            "switchhook.source.walled.adapter", "interactions",
                            "switchhook.source.walled.verification", "none",
                            "switchhook.source.walled.allow-from", "192.0.2.0/24")),
                    new SplittableRandom(1));

            assertThat(sources.find("open").orElseThrow()).isInstanceOf(Ready.class);
            assertThat(sources.find("walled").orElseThrow()).isInstanceOf(Disabled.class);
            assertThat(sources.trustedProxies()).isEqualTo(TrustedProxies.NONE);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("SWH1105 No proxy is trusted: switchhook.trusted-proxies: found 10.0.0.0/8, proxy");
        }
    }
}
