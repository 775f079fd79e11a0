package io.switchhook.intake;

import io.switchhook.inbound.InboundMessage;

/**
 * A message as it is sent.
 *
 * @param partition of INBOUND
 */
record Letter(int partition, String text) {

    static Letter of(InboundMessage message) {
        return new Letter(message.partition(), message.toText());
    }
}
