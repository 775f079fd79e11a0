package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BundlesTest {

    @Test
    void fewAreSpreadOverMessagesSoThatAllThreadsHaveTheirShare() {
        assertThat(Bundles.of(deliveries(5, 10))).extracting(List::size).containsExactly(1, 1, 1, 1, 1);
        assertThat(Bundles.of(deliveries(20, 10))).extracting(List::size).containsExactly(3, 3, 3, 3, 3, 3, 2);
    }

    @Test
    void manyMakeMessagesOfSixteen() {
        List<Ring.ForSubscriber> deliveries = deliveries(300, 10);

        List<List<Ring.ForSubscriber>> bundles = Bundles.of(deliveries);

        assertThat(bundles).hasSize(19).allMatch(bundle -> bundle.size() <= 16);
        assertThat(bundles.stream().flatMap(List::stream)).containsExactlyElementsOf(deliveries);
    }

    @Test
    void aMessageIsNotMadeLargeByCompany() {
        assertThat(Bundles.of(deliveries(300, 15_000))).extracting(List::size).containsOnly(2);
        assertThat(Bundles.of(deliveries(300, 40_000))).extracting(List::size).containsOnly(1);
    }

    private static List<Ring.ForSubscriber> deliveries(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(run -> new Ring.ForSubscriber(run, "crm", 1, "x".repeat(length), Duration.ZERO))
                .toList();
    }
}
