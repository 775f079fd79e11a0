package io.switchhook.engine;

import java.util.ArrayList;
import java.util.List;

/** Deliveries to one subscriber that go into one message: few where there are few, so that all its threads have their share. */
final class Bundles {
    /** Deliveries in a message. */
    private static final int MOST = 16;

    /** Messages that deliveries are spread over before they become longer. */
    private static final int SPREAD = 8;

    /** Characters of a message, so that the broker does not treat it as a large one, in a file of its own. */
    private static final int CHARACTERS = 32_000;

    private Bundles() {}

    static List<List<Ring.ForSubscriber>> of(List<Ring.ForSubscriber> deliveries) {
        int most = Math.min(MOST, (deliveries.size() + SPREAD - 1) / SPREAD);
        List<List<Ring.ForSubscriber>> bundles = new ArrayList<>();
        List<Ring.ForSubscriber> open = new ArrayList<>();
        int characters = 0;
        for (Ring.ForSubscriber delivery : deliveries) {
            characters += delivery.event().length();
            if (!open.isEmpty() && (open.size() == most || characters > CHARACTERS)) {
                bundles.add(open);
                open = new ArrayList<>();
                characters = delivery.event().length();
            }
            open.add(delivery);
        }
        if (!open.isEmpty()) {
            bundles.add(open);
        }
        return bundles;
    }
}
