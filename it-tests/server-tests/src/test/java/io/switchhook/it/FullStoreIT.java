package io.switchhook.it;

import static io.switchhook.it.admin.AdminApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.order.OneAtATime;
import io.switchhook.it.probe.Observed;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.TestServers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that is full of events up to the last byte, while its consumers wait for rules that cannot be read yet: what is worked off has to
 * be handed to a subscriber by the same broker, which may have no room for it any more.
 */
class FullStoreIT {
    private static final String PADDING = "x".repeat(60_000);
    private static final int SENDERS = 8;
    private static final int MORE_THAN_FIT = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void whatFillsTheBrokerIsStoredAndHandedOutOnceThereIsRoom(@TempDir Path directory) throws Exception {
        Path notes = Files.createDirectory(directory.resolve("notes"));
        Path rules = directory.resolve("rules");
        ProbeApplication observer = new ProbeApplication("observer", notes);
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        ServerSetup setup = TestServers.withSwitchhook("full-store")
                .deploy(observer.asWar(directory, OneAtATime.class))
                .property("probe.dir", notes.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.broker.max-size-bytes", "200000")
                .property("switchhook.broker.max-backlog-bytes", "9000000") // WildFly, a queue
                .property(
                        "switchhook.broker.store-size",
                        "300") // Open Liberty, half of it for events, of that 64 kept free
                .property("switchhook.definitions.dir", rules.toString())
                .source("digital", "secret");
        try (ServerProcess server = setup.create().start()) {
            AdminApi api = new AdminApi(server.http());
            await(
                    "the subscriber",
                    PATIENCE,
                    () -> api.get("subscribers").getJsonArray("items"),
                    known -> known.size() == 1);
            Sender sender = new Sender(server.http(), "digital", "secret");
            AtomicInteger accepted = new AtomicInteger();
            List<Future<?>> filling = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                String name = "fill-" + i + "-";
                filling.add(threads.submit(() -> fill(sender, name, accepted)));
            }
            for (Future<?> one : filling) {
                one.get();
            }
            Health health = new Health(server.management());
            assertThat(health.ready()).isEqualTo(503);

            Files.createDirectory(rules);

            await("all that was accepted is stored", PATIENCE, () -> stored(api), count -> count == accepted.get());
            setup.property("switchhook.broker.store-size", "1000");
            server.restart();
            await(
                    "all that was accepted is seen",
                    PATIENCE,
                    () -> observer.seen().stream().map(Observed::id).distinct().count(),
                    count -> count == accepted.get());
            assertThat(api.all("dead-letters")).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static int stored(AdminApi api) {
        return api.all("events?source=digital").size();
    }

    /** Sends until it is refused, each event of a subject of its own: all queues. */
    private static Void fill(Sender sender, String name, AtomicInteger accepted) throws Exception {
        for (int i = 0; i < MORE_THAN_FIT; i++) {
            String body = "{\"operationId\":\"" + name + i
                    + "\",\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"" + name + i
                    + "\",\"x\":\"" + PADDING + "\"}}]}}";
            HttpResponse<String> answer = sender.send(body);
            if (answer.statusCode() != 200) {
                assertThat(answer.statusCode()).isEqualTo(503);
                return null;
            }
            accepted.incrementAndGet();
        }
        throw new AssertionError("The broker takes everything");
    }
}
