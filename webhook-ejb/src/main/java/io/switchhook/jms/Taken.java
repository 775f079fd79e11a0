package io.switchhook.jms;

import java.util.Optional;

/**
 * A message that was taken off a queue.
 *
 * @param id the broker's for it, the same when it comes again
 * @param text empty if it is neither a text message nor one of bytes, which are a text in UTF-8
 * @param description for people: where there is a text, the id
 */
public record Taken(String id, Optional<String> text, String description) {
    /** Characters. */
    int size() {
        return text.map(String::length).orElse(0);
    }
}
