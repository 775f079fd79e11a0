package io.switchhook.testkit;

import jakarta.enterprise.event.ObserverException;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls of observers that one event leads to, on several threads where there are asynchronous ones. */
final class Calls {
    private final Transaction transaction;
    private final List<String> observers = new ArrayList<>();
    private final List<Throwable> tooLate = new ArrayList<>();
    private Optional<Throwable> failure = Optional.empty();

    Calls(Transaction transaction) {
        this.transaction = transaction;
    }

    /** As {@code Greeter.greet}, in their order. */
    synchronized List<String> observers() {
        return List.copyOf(observers);
    }

    /** What transactional observers threw. */
    synchronized List<Throwable> tooLate() {
        return List.copyOf(tooLate);
    }

    /** What the first observer threw that is not transactional. */
    synchronized Optional<Throwable> failure() {
        return failure;
    }

    /** Calls the observer now, or when the transaction ends if that is what it wants. */
    void take(String observer, TransactionPhase phase, Runnable call) {
        if (phase == TransactionPhase.IN_PROGRESS) {
            called(observer);
            try {
                call.run();
            } catch (RuntimeException | Error e) {
                failed(thrown(e));
                throw e;
            }
        } else {
            transaction.tell(new AtTheEnd(observer, phase, call));
        }
    }

    private synchronized void called(String observer) {
        observers.add(observer);
    }

    private synchronized void failed(Throwable cause) {
        failure = failure.or(() -> Optional.of(cause));
    }

    private synchronized void failedTooLate(Throwable cause) {
        tooLate.add(cause);
    }

    /** What the observer threw, without what the container put around it. */
    private static Throwable thrown(Throwable failure) {
        boolean wrapped = failure instanceof ObserverException
                || failure.getClass().getName().equals("org.apache.webbeans.exception.WebBeansException");
        return wrapped && failure.getCause() != null ? thrown(failure.getCause()) : failure;
    }

    private final class AtTheEnd implements Synchronization {
        private final String observer;
        private final TransactionPhase phase;
        private final Runnable call;

        AtTheEnd(String observer, TransactionPhase phase, Runnable call) {
            this.observer = observer;
            this.phase = phase;
            this.call = call;
        }

        @Override
        public void beforeCompletion() {
            if (phase == TransactionPhase.BEFORE_COMPLETION) {
                run();
            }
        }

        @Override
        public void afterCompletion(int status) {
            boolean committed = status == Status.STATUS_COMMITTED;
            if (phase == TransactionPhase.AFTER_COMPLETION
                    || phase == (committed ? TransactionPhase.AFTER_SUCCESS : TransactionPhase.AFTER_FAILURE)) {
                run();
            }
        }

        private void run() {
            called(observer);
            try {
                call.run();
            } catch (Exception | LinkageError | AssertionError e) {
                failedTooLate(thrown(e));
            }
        }
    }
}
