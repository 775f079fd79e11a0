package io.switchhook.api.subscription;

import io.switchhook.api.FromSource;
import io.switchhook.api.Topic;
import io.switchhook.api.WebhookEvent;
import io.switchhook.api.wire.EventRecord;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.event.ObserverException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** Calls the application's observers with one event at a time, each in a transaction and a request scope of its own. */
final class Observers {
    private final Event<WebhookEvent> events;
    private final UserTransaction transaction;
    private final RequestContextController requests;
    private final Optional<Executor> asynchronous;

    /**
     * @param requests for this instance alone: it remembers what it activated
     * @param asynchronous where asynchronous observers are called; empty where there are none
     */
    Observers(
            Event<WebhookEvent> events,
            UserTransaction transaction,
            RequestContextController requests,
            Optional<Executor> asynchronous) {
        this.events = events;
        this.transaction = transaction;
        this.requests = requests;
        this.asynchronous = asynchronous;
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
            Event<WebhookEvent> qualified =
                    events.select(new Topic.Literal(event.topic()), new FromSource.Literal(event.source()));
            qualified.fire(event);
            failIfMarked();
            if (asynchronous.isPresent()) {
                // Their outcome is waited for, or it could not decide the delivery's.
                qualified
                        .fireAsync(event, NotificationOptions.ofExecutor(asynchronous.get()))
                        .toCompletableFuture()
                        .get();
            }
            failIfMarked();
            transaction.commit();
            return Optional.empty();
        } catch (Throwable failure) { // errors too: an observer's NoClassDefFoundError must not end the thread
            rollBack(failure);
            return Optional.of(unwrapped(failure));
        }
    }

    private void failIfMarked() throws SystemException {
        if (transaction.getStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("the transaction was marked for rollback");
        }
    }

    /** What an observer threw; of several asynchronous ones the first, which the others are told with. */
    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure instanceof ExecutionException ? failure.getCause() : failure;
        if (cause instanceof CompletionException && cause.getSuppressed().length > 0) {
            cause = cause.getSuppressed()[0];
        }
        boolean wrapped = (cause instanceof ObserverException || cause instanceof CompletionException)
                && cause.getCause() != null;
        return wrapped ? cause.getCause() : cause;
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
