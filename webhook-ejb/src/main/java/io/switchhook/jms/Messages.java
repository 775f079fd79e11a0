package io.switchhook.jms;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;

/** What messages say. */
final class Messages {
    private Messages() {}

    static Taken taken(Message message) throws JMSException {
        Optional<String> text = text(message);
        String id = String.valueOf(message.getJMSMessageID());
        return new Taken(id, text, text.isPresent() ? id : message.toString());
    }

    private static Optional<String> text(Message message) throws JMSException {
        if (message.isBodyAssignableTo(String.class)) {
            return Optional.ofNullable(message.getBody(String.class));
        }
        return message.isBodyAssignableTo(byte[].class)
                ? Optional.ofNullable(message.getBody(byte[].class)).map(bytes -> new String(bytes, UTF_8))
                : Optional.empty();
    }
}
