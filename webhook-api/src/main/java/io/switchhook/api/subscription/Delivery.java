package io.switchhook.api.subscription;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.HandedOut;
import io.switchhook.api.wire.Interest;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.SubscriberReport.Delivered;
import io.switchhook.api.wire.SubscriberReport.Failed;
import io.switchhook.api.wire.SubscriberReport.Returned;
import io.switchhook.api.wire.Wire;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * One try to deliver one event to one subscriber.
 *
 * @param number what Switchhook knows the delivery by
 * @param attempt which try it is, from 1
 * @param text the event, to be read as an {@link EventRecord}
 */
record Delivery(String subscriber, long number, int attempt, String text) {
    private static final Logger LOG = System.getLogger(Delivery.class.getName());

    /** @return empty where the message does not say which deliveries it holds, so that nobody waits for their outcome */
    static List<Delivery> read(String subscriber, Message message) throws JMSException {
        try {
            if (message.propertyExists(Wire.DELIVERY) && message.propertyExists(Wire.ATTEMPT)) {
                return List.of(new Delivery(
                        subscriber,
                        message.getLongProperty(Wire.DELIVERY),
                        message.getIntProperty(Wire.ATTEMPT),
                        text(message)));
            }
            if (message.propertyExists(Wire.TOGETHER)) {
                return HandedOut.fromText(text(message)).stream()
                        .map(one -> new Delivery(subscriber, one.delivery(), one.attempt(), one.event()))
                        .toList();
            }
        } catch (MessageFormatException | IllegalArgumentException noNumber) {
            LOG.log(Level.DEBUG, "Not the number of a delivery", noNumber);
        }
        LOG.log(Level.WARNING, "SWH2103 Subscriber {0} drops a message that is no delivery: {1}", subscriber, message);
        return List.of();
    }

    private static String text(Message message) throws JMSException {
        String text = message.isBodyAssignableTo(String.class) ? message.getBody(String.class) : null;
        return text == null ? "" : text;
    }

    /** What tells Switchhook that it was not begun. */
    SubscriberReport returned() {
        return new Returned(subscriber, number, attempt);
    }

    /**
     * Calls the observers, if the application still wants the event: it may have waited since a time when it wanted others.
     *
     * @param observers calls them: what went wrong, empty when their transaction is committed
     * @param interest what the application wants now
     * @param stopping whether the application is being stopped by now
     * @return what to report; empty when it failed while the application was being stopped, for which it is not to pay an attempt
     */
    Optional<SubscriberReport> to(
            Function<EventRecord, Optional<Throwable>> observers, Interest interest, BooleanSupplier stopping) {
        EventRecord event;
        try {
            event = EventRecord.fromText(text);
        } catch (RuntimeException e) {
            return Optional.of(failed("a delivery that cannot be read", e));
        }
        if (!interest.covers(event)) {
            return Optional.of(new Delivered(subscriber, number, attempt, false));
        }
        Optional<Throwable> failure = observers.apply(event);
        if (failure.isEmpty()) {
            return Optional.of(new Delivered(subscriber, number, attempt));
        }
        if (stopping.getAsBoolean()) {
            LOG.log(Level.INFO, "Subscriber {0} was stopped at event {1}; it comes again", subscriber, event.id());
            return Optional.empty();
        }
        return Optional.of(failed("event " + event.id() + " (" + event.topic() + ")", failure.get()));
    }

    private SubscriberReport failed(String what, Throwable failure) {
        LOG.log(
                Level.WARNING,
                "SWH2102 Subscriber " + subscriber + ", " + what + ", delivery " + number + ", attempt " + attempt
                        + ": failed and comes again later, or is kept as a dead letter",
                failure);
        return new Failed(subscriber, number, attempt, described(failure));
    }

    private static String described(Throwable failure) {
        String name = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? name : name + ": " + failure.getMessage();
    }
}
