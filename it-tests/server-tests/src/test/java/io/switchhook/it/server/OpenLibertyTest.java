package io.switchhook.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OpenLibertyTest {
    private static final String EARLY =
            "[11/22/26, 6:57:01:281 UTC] 00000018 io.switchhook.source.Sources   I Source demo is ready";
    private static final String LATE =
            "[11/22/26, 16:57:01:281 UTC] 00000018 com.ibm.ws.sib.utils.ras.SibMessage  E CWSIS1574E: full";

    private final OpenLiberty product = new OpenLiberty(Path.of("wlp"));

    @Test
    void showsALineWithItsTimeAtWhateverHour() {
        assertThat(product.shown(EARLY)).isEqualTo("06:57:01 INFO  Source demo is ready");
        assertThat(product.shown(LATE)).isEqualTo("16:57:01 ERROR CWSIS1574E: full");
    }

    @Test
    void knowsComplaintsAndErrors() {
        assertThat(product.isComplaint(EARLY)).isFalse();
        assertThat(product.isError(LATE)).isTrue();
    }
}
