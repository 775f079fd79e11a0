package io.switchhook.intake;

import io.switchhook.inbound.InboundMessage;
import io.switchhook.inbound.Together;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is sent to a partition.
 *
 * @param partition of INBOUND
 */
record Letter(int partition, String text) {

    static Letter of(InboundMessage message) {
        return new Letter(message.partition(), message.toText());
    }

    /** The same with fewer: those for a partition become one, in their order, as far as it has room. */
    static List<Letter> together(List<Letter> letters) {
        if (letters.size() < 2) {
            return letters;
        }
        Map<Integer, List<String>> byPartition = new LinkedHashMap<>();
        letters.forEach(letter -> byPartition
                .computeIfAbsent(letter.partition(), partition -> new ArrayList<>())
                .add(letter.text()));
        List<Letter> fewer = new ArrayList<>();
        byPartition.forEach(
                (partition, texts) -> Together.join(texts).forEach(text -> fewer.add(new Letter(partition, text))));
        return fewer;
    }
}
