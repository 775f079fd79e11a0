package io.switchhook.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.switchhook.request.Headers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReceiptBufferTest {
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void handsOverWhatCameInOrder() {
        ReceiptBuffer buffer = new ReceiptBuffer(10, 100, 10);

        add(buffer, "a", "wrong-signature");
        add(buffer, "a", "wrong-signature");

        assertThat(buffer.drain())
                .extracting(Receipt::size, Receipt::more)
                .containsExactly(tuple(1L, 0L), tuple(2L, 0L));
        assertThat(buffer.drain()).isEmpty();
    }

    @Test
    void ofAFloodHoldsAFewAndCountsTheOthersWithoutMakingThem() {
        ReceiptBuffer buffer = new ReceiptBuffer(3, 100, 10);

        for (int i = 0; i < 5_000; i++) {
            add(buffer, "a", "wrong-signature");
        }

        List<Receipt> drained = buffer.drain();
        assertThat(drained).extracting(Receipt::more).containsExactly(0L, 0L, 4_997L);
        assertThat(made).hasValue(3);
    }

    @Test
    void aFloodHidesNeitherAnotherSourceNorAnotherReason() {
        ReceiptBuffer buffer = new ReceiptBuffer(10, 5, 10);

        for (int i = 0; i < 5_000; i++) {
            add(buffer, "flooded", "wrong-signature");
        }
        add(buffer, "flooded", "not-json");
        add(buffer, "quiet", "wrong-signature");
        add(buffer, "quiet", "wrong-signature");

        List<Receipt> drained = buffer.drain();
        assertThat(drained)
                .extracting(Receipt::kind)
                .contains(new Kind("flooded", "not-json"), new Kind("quiet", "wrong-signature"))
                .hasSize(7);
        assertThat(drained.get(6).more()).isEqualTo(1);
    }

    @Test
    void kindsAreBoundedToo() {
        ReceiptBuffer buffer = new ReceiptBuffer(10, 5, 10);

        for (int i = 0; i < 5_000; i++) {
            add(buffer, "source" + i, "wrong-signature");
        }

        assertThat(buffer.drain()).hasSize(10);
    }

    @Test
    void whatIsCountedWhileItsOnlyReceiptIsMadeIsToldByIt() {
        ReceiptBuffer buffer = new ReceiptBuffer(1, 5, 10);

        buffer.add(new Kind("a", "r"), () -> {
            add(buffer, "a", "r");
            assertThat(buffer.drain()).isEmpty();
            return receipt("a", "r", 1);
        });

        assertThat(buffer.drain()).singleElement().satisfies(receipt -> assertThat(receipt.more())
                .isEqualTo(1));
    }

    @Test
    void noneIsLostBetweenThreads() throws Exception {
        ReceiptBuffer buffer = new ReceiptBuffer(5, 1_000, 10);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        AtomicInteger told = new AtomicInteger();
        for (int t = 0; t < 4; t++) {
            threads.execute(() -> {
                for (int i = 0; i < 10_000; i++) {
                    add(buffer, "a", "r");
                    if (i % 100 == 0) {
                        buffer.drain().forEach(receipt -> told.addAndGet((int) receipt.more() + 1));
                    }
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        buffer.drain().forEach(receipt -> told.addAndGet((int) receipt.more() + 1));

        assertThat(told).hasValue(40_000);
    }

    private void add(ReceiptBuffer buffer, String source, String reason) {
        buffer.add(new Kind(source, reason), () -> receipt(source, reason, made.incrementAndGet()));
    }

    private static Receipt receipt(String source, String reason, long size) {
        RequestFacts request =
                new RequestFacts(source, "192.0.2.1", Headers.of(Map.of()), Set.of(), size, 0, Instant.EPOCH);
        return Receipt.withoutEvents(request, ReceiptOutcome.REJECTED, 401, reason, "");
    }
}
