package io.switchhook.it.probe;

import io.switchhook.api.FromSource;
import io.switchhook.api.WebhookEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Notes each event in files, so that what was seen outlives the application and the server. Below the directory
 * {@code probe.dir}, by the name in the archive's {@code probe.name}: {@code <name>.seen}, {@code <name>.failed}, and {@code
 * <name>.digital} for its observer of the source {@code digital} alone, get a line an event, {@code <name>.orders} lists events and what to do at them, one {@code <subject> <topic> fail} or {@code <subject> <topic>
 * <milliseconds to take>} a line.
 */
@ApplicationScoped
public class Probe {
    private final Path directory = Path.of(System.getProperty("probe.dir"));
    private final String name = archiveName();

    void note(@Observes WebhookEvent event) throws NamingException {
        if (transactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("no transaction is active");
        }
        String order = order(event);
        if (order.equals("fail")) {
            append("failed", event);
            throw new IllegalStateException("the probe was told to fail at " + event.subject());
        }
        if (!order.isEmpty()) {
            take(event, Long.parseLong(order));
        }
        append("seen", event);
    }

    void noteFromDigital(@Observes @FromSource("digital") WebhookEvent event) {
        append("digital", event);
    }

    private String order(WebhookEvent event) {
        Path file = directory.resolve(name + ".orders");
        String prefix = event.subject() + " " + event.topic() + " ";
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith(prefix))
                            .map(line -> line.substring(prefix.length()))
                            .findFirst()
                            .orElse("")
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As work that waits for something does, until the order is withdrawn; fails when interrupted. */
    private void take(WebhookEvent event, long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            while (System.nanoTime() < end && !order(event).isEmpty()) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** In one write, so that a process killed meanwhile leaves no half line. */
    private synchronized void append(String outcome, WebhookEvent event) {
        String line = String.join(
                        "\t",
                        event.id(),
                        event.topic(),
                        event.subject(),
                        String.valueOf(System.currentTimeMillis()),
                        String.valueOf(event.replayed()))
                + "\n";
        try {
            Files.writeString(
                    directory.resolve(name + "." + outcome),
                    line,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("BanJNDI") // a fixed name of the server's own directory
    private static int transactionStatus() throws NamingException {
        TransactionSynchronizationRegistry transactions =
                InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
        return transactions.getTransactionStatus();
    }

    private static String archiveName() {
        try (InputStream in = Probe.class.getResourceAsStream("/probe.name")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
