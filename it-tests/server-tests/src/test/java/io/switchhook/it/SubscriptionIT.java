package io.switchhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Sender;
import io.switchhook.it.probe.Observed;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two subscribers on one server: a module of Switchhook's own EAR, and an application of its own. */
class SubscriptionIT {
    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    private static Path directory;

    private static ServerProcess server;
    private static Sender sender;
    private static ProbeApplication inside;
    private static ProbeApplication outside;
    private static Path ear;
    private static Path outsideWar;

    private final String interaction = "i-" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        Path archives = Files.createDirectory(directory.resolve("archives"));
        Path notes = Files.createDirectory(directory.resolve("notes"));
        inside = new ProbeApplication("inside", notes);
        outside = new ProbeApplication("outside", notes);
        outsideWar = outside.asWar(archives);
        ear = inside.inside(TestServers.ear(), archives);
        server = TestServers.empty("subscription")
                .deploy(ear, "switchhook.ear")
                .deploy(outsideWar, "outside.war")
                .property("probe.dir", notes.toString())
                .source("digital", "app-secret")
                .source("voice", "app-secret")
                .property("switchhook.retry.attempts", "30")
                .property("switchhook.retry.delay", "PT0.5S")
                .property("switchhook.retry.max-delay", "PT4S")
                .property("switchhook.retry.jitter", "0")
                .create()
                .start();
        sender = new Sender(server.http(), "digital", "app-secret");
        subscribed();
    }

    @AfterEach
    void behave() {
        outside.behave();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void furtherWebModulesOfTheEarAnswerRequests() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.http().resolve("/inside/name.txt"))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("inside");
    }

    @Test
    void observersInTheEarAndInAnApplicationOfItsOwnBothGetTheEvent() {
        accepted(interaction, "STARTED");

        await(() -> !inside.topicsSeen(interaction).isEmpty()
                && !outside.topicsSeen(interaction).isEmpty());
        assertThat(inside.topicsSeen(interaction)).containsExactly("interaction.started");
        assertThat(outside.topicsSeen(interaction)).containsExactly("interaction.started");
    }

    @Test
    void observerOfOneSourceGetsThatSourcesEventsAlone() throws Exception {
        String spoken = "spoken-" + interaction;
        Sender voice = new Sender(server.http(), "voice", "app-secret");
        assertThat(voice.send(Sender.started(UUID.randomUUID().toString(), spoken))
                        .statusCode())
                .isEqualTo(200);
        accepted(interaction, "STARTED");

        for (ProbeApplication application : List.of(inside, outside)) {
            await(() -> !application.topicsSeen(spoken).isEmpty()
                    && !application.topicsSeen(interaction).isEmpty());
            assertThat(application.topicsFromDigital(interaction)).containsExactly("interaction.started");
            assertThat(application.topicsFromDigital(spoken)).isEmpty();
        }
    }

    @Test
    void failedDeliveryComesAgainWithBackOffToThatSubscriberAlone() {
        outside.failAt(interaction, "interaction.started");
        accepted(interaction, "STARTED");
        await(() -> outside.failed(interaction).size() >= 4);

        String other = "other-" + interaction;
        accepted(other, "STARTED");
        await(() -> !outside.topicsSeen(other).isEmpty());
        outside.behave();
        await(() -> !outside.topicsSeen(interaction).isEmpty());

        List<Long> waits = waits(outside.failed(interaction));
        assertThat(waits.get(0)).isBetween(400L, 10_000L);
        assertThat(waits.get(1)).isGreaterThan(900L);
        assertThat(waits.get(2)).isGreaterThan(1_900L);
        assertThat(outside.topicsSeen(interaction)).containsExactly("interaction.started");
        assertThat(inside.topicsSeen(interaction)).containsExactly("interaction.started");
    }

    @Test
    void orderOfASubjectHoldsOverAFailureInTheMiddle() {
        List<String> topics = new ArrayList<>();
        outside.failAt(interaction, "interaction.step-3");
        for (int step = 1; step <= 6; step++) {
            accepted(interaction, "STEP-" + step);
            topics.add("interaction.step-" + step);
        }
        await(() -> outside.failed(interaction).size() >= 2);
        assertThat(outside.topicsSeen(interaction)).isEqualTo(topics.subList(0, 2));
        outside.behave();

        await(() -> outside.topicsSeen(interaction).size() >= 6);
        assertThat(outside.topicsSeen(interaction)).isEqualTo(topics);
        assertThat(inside.topicsSeen(interaction)).isEqualTo(topics);
    }

    @Test
    void eventsWaitInOrderWhileTheApplicationIsUndeployed() {
        server.undeploy("outside.war");
        List<String> topics = new ArrayList<>();
        for (int step = 1; step <= 5; step++) {
            accepted(interaction, "STEP-" + step);
            topics.add("interaction.step-" + step);
        }
        await(() -> inside.topicsSeen(interaction).size() == 5);
        assertThat(outside.topicsSeen(interaction)).isEmpty();

        server.deploy(outsideWar, "outside.war");

        await(() -> outside.topicsSeen(interaction).size() >= 5);
        assertThat(outside.topicsSeen(interaction)).isEqualTo(topics);
    }

    @Test
    void slowObserverHoldsUpNoOtherSubject() {
        outside.takeTimeOver(interaction, "interaction.started", Duration.ofMinutes(2));
        accepted(interaction, "STARTED");
        List<String> others =
                IntStream.range(0, 20).mapToObj(i -> interaction + "-" + i).toList();
        others.forEach(other -> accepted(other, "STARTED"));

        await(() -> others.stream().noneMatch(other -> outside.topicsSeen(other).isEmpty()));
        assertThat(outside.topicsSeen(interaction)).isEmpty();
        outside.behave();
        await(() -> !outside.topicsSeen(interaction).isEmpty());
    }

    @Test
    void undeploymentInterruptsWhatTakesTooLongAndItComesAgain() {
        outside.takeTimeOver(interaction, "interaction.started", Duration.ofMinutes(5));
        accepted(interaction, "STARTED");
        await(() -> !inside.topicsSeen(interaction).isEmpty());

        server.undeploy("outside.war");
        outside.behave();
        server.deploy(outsideWar, "outside.war");

        await(() -> !outside.topicsSeen(interaction).isEmpty());
        assertThat(outside.topicsSeen(interaction)).containsExactly("interaction.started");
        assertThat(server.log()).doesNotContain("IllegalStateException: interrupted");
    }

    @Test
    void subscribersGoOnWhenSwitchhookIsDeployedAgain() {
        server.undeploy("switchhook.ear");
        server.deploy(ear, "switchhook.ear");
        accepted(interaction, "STARTED");

        await(() -> !inside.topicsSeen(interaction).isEmpty()
                && !outside.topicsSeen(interaction).isEmpty());
        assertThat(outside.topicsSeen(interaction)).containsExactly("interaction.started");
    }

    @Test
    void killedServerLosesNoDeliveryAndKeepsTheOrder() {
        List<String> interactions =
                IntStream.range(0, 10).mapToObj(i -> interaction + "-" + i).toList();
        List<String> topics = new ArrayList<>();
        for (int step = 1; step <= 10; step++) {
            String change = "STEP-" + step;
            topics.add("interaction.step-" + step);
            interactions.forEach(each -> accepted(each, change));
            if (step == 5) {
                server.kill();
                server.start();
            }
        }

        for (String each : interactions) {
            await(() -> firstSeen(outside, each).size() >= 10
                    && firstSeen(inside, each).size() >= 10);
            assertThat(firstSeen(outside, each)).isEqualTo(topics);
            assertThat(firstSeen(inside, each)).isEqualTo(topics);
        }
    }

    /** Topics of a subject's events, repeats left out. */
    private static List<String> firstSeen(ProbeApplication application, String subject) {
        return List.copyOf(new LinkedHashSet<>(application.topicsSeen(subject)));
    }

    private static List<Long> waits(List<Observed> events) {
        return IntStream.range(1, events.size())
                .mapToObj(i -> Duration.between(
                                events.get(i - 1).at(), events.get(i).at())
                        .toMillis())
                .toList();
    }

    private static void accepted(String interaction, String change) {
        assertThat(sender.accepted(Sender.body(UUID.randomUUID().toString(), change, interaction)))
                .as("accepted " + change)
                .isTrue();
    }

    /** Subscribers get what was taken in after Switchhook first heard of them. */
    private static void subscribed() {
        String first = "first-" + UUID.randomUUID();
        await(() -> sender.accepted(Sender.started(UUID.randomUUID().toString(), first))
                && !inside.topicsSeen(first).isEmpty()
                && !outside.topicsSeen(first).isEmpty());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("in time: log is " + server.logFile())
                    .isLessThan(deadline);
            try {
                // The probe tells through files only; there is nothing to be woken by.
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
