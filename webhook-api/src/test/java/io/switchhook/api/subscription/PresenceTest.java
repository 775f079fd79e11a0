package io.switchhook.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.BackFill;
import io.switchhook.api.wire.Interest;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.SubscriberReport.Absent;
import io.switchhook.api.wire.SubscriberReport.Present;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final Broker broker = new Broker();
    private static final Interest INTEREST = new Interest(Set.of("interaction.started"), Set.of(), "");
    private static final Present PRESENT = new Present("crm", INTEREST, List.of());

    private final Asked asked = new Asked();
    private final Contact contact = new Contact("crm");
    private final CountDownLatch stop = new CountDownLatch(1);
    /** What is done at each glance, one after the other; with the last, the application stops. */
    private final Queue<Runnable> glances = new ArrayDeque<>();

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");

    private void live(Runnable... doneAtGlances) {
        glances.addAll(List.of(doneAtGlances));
        new Presence(new Subscriber("crm", 4, INTEREST), asked, contact, stop, this::glance, broker::connect, () -> now)
                .run();
    }

    private List<SubscriberReport> glance() {
        glances.remove().run();
        if (glances.isEmpty()) {
            stop.countDown();
        }
        return List.of();
    }

    @Test
    void thatEventsAreTakenIsSaidHereNotBeforeSwitchhookIsTold() {
        contact.joined();
        assertThat(contact.isToBeTold()).isTrue();

        live(() -> {
            assertThat(broker.reported()).containsExactly(List.of(PRESENT));
            assertThat(contact.isToBeTold()).isFalse();
        });
    }

    @Test
    void switchhookIsToldAtOnceWhenItIsFoundAgain() {
        contact.joined();

        live(
                () -> {
                    contact.left();
                    contact.lost(new IllegalStateException("the broker is gone"));
                },
                () -> {
                    assertThat(broker.reported()).hasSize(1);
                    contact.joined();
                },
                () -> assertThat(broker.reported()).containsExactly(List.of(PRESENT), List.of(PRESENT)));
    }

    @Test
    void whatIsAskedForOfThePastIsToldAtOnceAndWithEverySignOfLife() {
        contact.joined();
        Instant since = now.minus(Duration.ofDays(1));

        live(
                () -> {
                    asked.since("first-load", since);
                    asked.since("first-load", now);
                },
                () -> {
                    assertThat(broker.reported()).hasSize(2);
                    now = now.plus(Duration.ofSeconds(10));
                },
                () -> assertThat(broker.reported()).hasSize(3));

        Present asking = new Present("crm", INTEREST, List.of(BackFill.since("first-load", since)));
        assertThat(broker.reported().subList(0, 3)).containsExactly(List.of(PRESENT), List.of(asking), List.of(asking));
    }

    @Test
    void switchhookIsToldEveryTenSecondsAndAtTheEnd() {
        contact.joined();

        live(
                () -> now = now.plus(Duration.ofMillis(9_999)),
                () -> {
                    assertThat(broker.reported()).hasSize(1);
                    now = now.plus(Duration.ofMillis(1));
                },
                () -> assertThat(broker.reported()).hasSize(2));

        assertThat(broker.reported().get(2)).containsExactly(new Absent("crm"));
    }
}
