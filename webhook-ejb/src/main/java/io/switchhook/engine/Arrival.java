package io.switchhook.engine;

import io.switchhook.inbound.InboundMessage;

/**
 * What INBOUND brought.
 *
 * @param messageId what the broker calls the message, the same when it gives it to us again
 */
record Arrival(InboundMessage message, String messageId) {}
