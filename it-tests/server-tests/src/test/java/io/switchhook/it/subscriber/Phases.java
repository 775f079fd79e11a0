package io.switchhook.it.subscriber;

import io.switchhook.api.WebhookEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Observes in every way there is, and notes each call as a line {@code <phase> <subject>} in the file {@code phases} below the directory
 * {@code probe.dir}. At the first event of a subject it does what the beginning of the subject says: {@code throw-}, {@code mark-} (for
 * rollback), {@code before-}, {@code success-} and {@code async-} (throw in that phase). Of subjects {@code slow-} it notes where two
 * events of the same overlap, and where those of different ones do.
 */
@ApplicationScoped
public class Phases {
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> underWay = new ConcurrentHashMap<>();

    /** After the probe, which fails where no transaction is active, also where it is marked. */
    void during(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) WebhookEvent event) throws NamingException {
        note("during", event);
        if (isFirst("throw-", event)) {
            throw new IllegalStateException("told to throw");
        }
        if (isFirst("mark-", event)) {
            transactions().setRollbackOnly();
        }
        if (event.subject().startsWith("slow-")) {
            slow(event);
        }
    }

    void before(@Observes(during = TransactionPhase.BEFORE_COMPLETION) WebhookEvent event) throws NamingException {
        note("before", event);
        if (isFirst("before-", event)) {
            throw new IllegalStateException("told to throw before completion");
        }
        if (isFirst("unfit-", event)) {
            transactions().setRollbackOnly();
        }
    }

    void success(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhookEvent event) {
        note("success", event);
        if (isFirst("success-", event)) {
            throw new IllegalStateException("told to throw after success");
        }
    }

    void failure(@Observes(during = TransactionPhase.AFTER_FAILURE) WebhookEvent event) {
        note("failure", event);
    }

    void completion(@Observes(during = TransactionPhase.AFTER_COMPLETION) WebhookEvent event) {
        note("completion", event);
    }

    void later(@ObservesAsync WebhookEvent event) {
        note("async", event);
        if (isFirst("async-", event)) {
            throw new IllegalStateException("told to throw asynchronously");
        }
    }

    private boolean isFirst(String prefix, WebhookEvent event) {
        return event.subject().startsWith(prefix) && done.add(event.subject());
    }

    private void slow(WebhookEvent event) {
        if (underWay.putIfAbsent(event.subject(), true) != null) {
            note("overlap", event);
        }
        if (underWay.size() > 1) {
            note("parallel", event);
        }
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        } finally {
            underWay.remove(event.subject());
        }
    }

    @SuppressWarnings("BanJNDI") // a fixed name of the server's own directory
    private static TransactionSynchronizationRegistry transactions() throws NamingException {
        return InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
    }

    private static synchronized void note(String phase, WebhookEvent event) {
        try {
            Files.writeString(
                    Path.of(System.getProperty("probe.dir"), "phases"),
                    phase + " " + event.subject() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
