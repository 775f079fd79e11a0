package io.switchhook.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.SubscriberReport.Absent;
import io.switchhook.api.wire.SubscriberReport.Delivered;
import io.switchhook.api.wire.SubscriberReport.Failed;
import io.switchhook.api.wire.SubscriberReport.Present;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SubscriberReportTest {

    @Test
    void presenceReadsBack() {
        assertThat(SubscriberReport.fromText(new Present("crm").toText())).isEqualTo(new Present("crm"));
        assertThat(SubscriberReport.fromText(new Absent("crm").toText())).isEqualTo(new Absent("crm"));
    }

    @Property
    void outcomesReadBack(@ForAll long delivery, @ForAll int attempt, @ForAll @StringLength(max = 40) String error) {
        Delivered delivered = new Delivered("crm", delivery, attempt);
        Failed failed = new Failed("crm", delivery, attempt, error);

        assertThat(SubscriberReport.fromText(delivered.toText())).isEqualTo(delivered);
        assertThat(SubscriberReport.fromText(failed.toText())).isEqualTo(failed);
    }

    @Test
    void textOnTheWireIsFixed() {
        assertThat(new Failed("crm", 17, 1, "IllegalStateException: ledger is closed").toText())
                .isEqualTo("{\"type\":\"failed\",\"subscriber\":\"crm\",\"delivery\":17,\"attempt\":1,"
                        + "\"error\":\"IllegalStateException: ledger is closed\"}");
        assertThat(new Delivered("crm", 17, 1).toText())
                .isEqualTo("{\"type\":\"delivered\",\"subscriber\":\"crm\",\"delivery\":17,\"attempt\":1}");
        assertThat(new Present("crm").toText()).isEqualTo("{\"type\":\"present\",\"subscriber\":\"crm\"}");
        assertThat(new Absent("crm").toText()).isEqualTo("{\"type\":\"absent\",\"subscriber\":\"crm\"}");
    }

    @Test
    void longErrorIsCut() {
        assertThat(new Failed("crm", 1, 1, "x".repeat(10_000)).error())
                .hasSize(500)
                .endsWith("x…");
    }

    @Test
    void textThatIsNoReportIsRefused() {
        assertThatThrownBy(() -> SubscriberReport.fromText("{\"type\":\"gossip\",\"subscriber\":\"crm\"}"))
                .hasMessageContaining("gossip");
        assertThatThrownBy(() -> SubscriberReport.fromText("not json")).isInstanceOf(RuntimeException.class);
    }
}
