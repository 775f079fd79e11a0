package io.switchhook.api.subscription;

import io.switchhook.api.FromSource;
import io.switchhook.api.Topic;
import io.switchhook.api.WebhookEvent;
import io.switchhook.api.wire.EventRecord;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.ObserverException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.Optional;

/** Calls the application's observers with one event at a time, each in a transaction and a request scope of its own. */
final class Observers {
    private final Event<WebhookEvent> events;
    private final UserTransaction transaction;
    private final RequestContextController requests;

    /** @param requests for this instance alone: it remembers what it activated */
    Observers(Event<WebhookEvent> events, UserTransaction transaction, RequestContextController requests) {
        this.events = events;
        this.transaction = transaction;
        this.requests = requests;
    }

    /**
     * Fires the event and commits.
     *
     * @return what went wrong, after which nothing stands; empty when the transaction is committed
     * @throws IllegalStateException if no transaction could be begun, which is no fault of the event or its observers
     */
    Optional<Throwable> call(EventRecord event) {
        boolean activated = requests.activate();
        try {
            transaction.begin();
            return fire(event.view());
        } catch (NotSupportedException | SystemException e) {
            throw new IllegalStateException("Cannot begin a transaction", e);
        } finally {
            if (activated) {
                requests.deactivate();
            }
        }
    }

    private Optional<Throwable> fire(WebhookEvent event) {
        try {
            events.select(new Topic.Literal(event.topic()), new FromSource.Literal(event.source()))
                    .fire(event);
            if (transaction.getStatus() != Status.STATUS_ACTIVE) {
                throw new IllegalStateException("the transaction was marked for rollback");
            }
            transaction.commit();
            return Optional.empty();
        } catch (Throwable failure) { // errors too: an observer's NoClassDefFoundError must not end the thread
            rollBack(failure);
            boolean wrapped = failure instanceof ObserverException && failure.getCause() != null;
            return Optional.of(wrapped ? failure.getCause() : failure);
        }
    }

    private void rollBack(Throwable failure) {
        try {
            if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transaction.rollback();
            }
        } catch (SystemException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
