package io.switchhook.it.cluster;

import static io.switchhook.it.admin.AdminApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.Artemis;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.TestServers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One server whose broker is a process of its own, which goes away and comes back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteBrokerIT {
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String SECRET = "remote-app-secret";

    @TempDir
    private static Path directory;

    private static final HttpTarget target = HttpTarget.start();
    private static Artemis broker;
    private static ServerProcess server;
    private static ProbeApplication observer;
    private static Sender sender;

    @BeforeAll
    static void start() throws IOException {
        broker = TestServers.broker("broker").start();
        Path definitions = Files.createDirectory(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("tell.yaml"), ClusterScene.rules(target.uri("/tell")));
        observer = new ProbeApplication("observer", Files.createDirectory(directory.resolve("notes")));
        ServerSetup setup = TestServers.withSwitchhook("remote-broker")
                .deploy(observer.asWar(directory))
                .property("probe.dir", observer.directory().toString())
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .source("digital", SECRET);
        server = TestServers.at(broker, setup).create().start();
        sender = new Sender(server.http(), "digital", SECRET);
        ClusterScene.awaitSubscriber(sender, observer);
    }

    @AfterAll
    static void stop() {
        server.close();
        broker.close();
        target.close();
    }

    @Test
    @Order(1)
    void eventsGoThroughTheBrokerToTargetsAndObservers() throws Exception {
        sendAll("there");

        awaitAll("there");
    }

    @Test
    @Order(2)
    void aBrokerThatIsAwayIsOurFaultAndNothingAcceptedIsLost() throws Exception {
        sendAll("before");
        broker.kill();

        HttpResponse<String> refused = sender.send(Sender.body("away", "STEP-0", "away"));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(new Health(server.management()).ready()).isEqualTo(503);

        broker.start();
        await("accepted again", SOON, () -> sender.accepted(Sender.body("back", "STEP-0", "back")), sent -> sent);
        sendAll("after");
        awaitAll("before");
        awaitAll("after");
        await("ready again", SOON, () -> new Health(server.management()).ready(), status -> status == 200);
        assertThat(new AdminApi(server.http()).all("events?subject=before")).hasSize(ClusterScene.LENGTH);
    }

    @Test
    @Order(3)
    void aServerThatDiesLeavesItsMessagesToItsNextLife() throws Exception {
        sendAll("killed");
        server.kill();
        server.start();

        awaitAll("killed");
        assertThat(new AdminApi(server.http()).all("events?subject=killed")).hasSize(ClusterScene.LENGTH);
    }

    private static void sendAll(String subject) throws InterruptedException {
        for (int step = 0; step < ClusterScene.LENGTH; step++) {
            sender.sendUntilAccepted(Sender.body("op-" + subject + "-" + step, "STEP-" + step, subject));
        }
    }

    private static void awaitAll(String subject) {
        List<String> topics = ClusterScene.topics();
        await(
                subject + " at the observer, in order",
                SOON,
                () -> ClusterScene.withoutRepeats(observer.topicsSeen(subject)),
                topics::equals);
        await(
                subject + " at the target, in order",
                SOON,
                () -> ClusterScene.withoutRepeats(ClusterScene.topicsAt(target, subject)),
                topics::equals);
    }
}
