package io.switchhook.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.SubscriberReport.Absent;
import io.switchhook.api.wire.SubscriberReport.Delivered;
import io.switchhook.api.wire.SubscriberReport.Failed;
import io.switchhook.api.wire.SubscriberReport.Present;
import io.switchhook.api.wire.SubscriberReport.Returned;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SubscriberReportTest {

    @Test
    void whoSaysNothingOfFiltersAsLibrariesDidBeforeWantsAllEvents() {
        String before = "[{\"type\":\"present\",\"subscriber\":\"crm\"},"
                + "{\"type\":\"delivered\",\"subscriber\":\"crm\",\"delivery\":7,\"attempt\":1}]";

        assertThat(SubscriberReport.fromText(before)).containsExactly(new Present("crm"), new Delivered("crm", 7, 1));
        assertThat(SubscriberReport.toText(SubscriberReport.fromText(before))).isEqualTo(before);
    }

    @Property
    void reportsReadBackInTheirOrder(
            @ForAll long delivery, @ForAll int attempt, @ForAll @StringLength(max = 40) String error) {
        List<SubscriberReport> reports = List.of(
                new Present("crm"),
                new Present(
                        "crm",
                        new Interest(Set.of(error, "interaction.started"), Set.of("digital"), error),
                        List.of(BackFill.since("first:load", Instant.EPOCH), BackFill.after("next", "e-1"))),
                new Delivered("crm", delivery, attempt),
                new Delivered("crm", delivery, attempt, false),
                new Failed("crm", delivery, attempt, error),
                new Returned("crm", delivery, attempt),
                new Absent("crm"));

        assertThat(SubscriberReport.fromText(SubscriberReport.toText(reports))).isEqualTo(reports);
    }

    @Test
    void textOnTheWireIsFixed() {
        assertThat(SubscriberReport.toText(List.of(
                        new Failed("crm", 17, 1, "IllegalStateException: ledger is closed"),
                        new Delivered("crm", 18, 1))))
                .isEqualTo("[{\"type\":\"failed\",\"subscriber\":\"crm\",\"delivery\":17,\"attempt\":1,"
                        + "\"error\":\"IllegalStateException: ledger is closed\"},"
                        + "{\"type\":\"delivered\",\"subscriber\":\"crm\",\"delivery\":18,\"attempt\":1}]");
        assertThat(SubscriberReport.toText(List.of(new Present("crm"))))
                .isEqualTo("[{\"type\":\"present\",\"subscriber\":\"crm\"}]");
        assertThat(SubscriberReport.toText(List.of(new Absent("crm"))))
                .isEqualTo("[{\"type\":\"absent\",\"subscriber\":\"crm\"}]");
    }

    @Test
    void longErrorIsCut() {
        assertThat(new Failed("crm", 1, 1, "x".repeat(10_000)).error())
                .hasSize(500)
                .endsWith("x…");
    }

    @Test
    void textThatIsNoReportIsRefused() {
        assertThatThrownBy(() -> SubscriberReport.fromText("[{\"type\":\"gossip\",\"subscriber\":\"crm\"}]"))
                .hasMessageContaining("gossip");
        assertThatThrownBy(() -> SubscriberReport.fromText("not json")).isInstanceOf(RuntimeException.class);
    }
}
