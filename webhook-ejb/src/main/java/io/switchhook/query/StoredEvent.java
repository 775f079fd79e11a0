package io.switchhook.query;

import io.switchhook.api.wire.EventRecord;

/**
 * An event for rules to decide on.
 *
 * @param event the event itself, not for people's eyes
 * @param shown the same event as people may see it: masked
 */
public record StoredEvent(EventRecord event, EventRecord shown) {}
