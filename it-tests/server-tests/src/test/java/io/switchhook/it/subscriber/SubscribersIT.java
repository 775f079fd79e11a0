package io.switchhook.it.subscriber;

import static io.switchhook.it.admin.AdminApi.await;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.probe.Observed;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two host applications beside Switchhook, one of them with eight threads, and some that come and go. */
class SubscribersIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String SECRET = "app-secret";
    private static final String ADMIN = "admin:" + AdminApi.PASSWORD;
    private static final String VIEWER = "viewer:a viewer's password";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path directory;

    private static Path archives;
    private static Path notes;
    private static ServerProcess server;
    private static AdminApi api;
    private static Sender sender;
    private static ProbeApplication several;
    private static ProbeApplication filtered;

    private final String id = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws IOException {
        archives = Files.createDirectory(directory.resolve("archives"));
        notes = Files.createDirectory(directory.resolve("notes"));
        several = new ProbeApplication("several", notes);
        filtered = new ProbeApplication("filtered", notes);
        server = TestServers.withSwitchhook("subscribers")
                .deploy(several.asWar(archives, Several.class, Phases.class), "several.war")
                .deploy(filtered.asWar(archives, OldFilter.class), "filtered.war")
                .property("probe.dir", notes.toString())
                .source("digital", SECRET)
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.viewer.password", "a viewer's password")
                .property("switchhook.retry.attempts", "3")
                .property("switchhook.retry.delay", "PT0.3S")
                .property("switchhook.retry.jitter", "0")
                .create()
                .start();
        api = new AdminApi(server.http());
        sender = new Sender(server.http(), "digital", SECRET);
        present("several");
        present("filtered");
    }

    @AfterEach
    void behave() {
        several.behave();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void subscribersAreListedWithWhatTheyWant() throws Exception {
        accepted("shown-" + id, "started");
        await("its event", SOON, () -> several.topicsSeen("shown-" + id), seen -> !seen.isEmpty());

        JsonObject shown = await(
                "its last delivery",
                SOON,
                () -> api.get("subscribers/several"),
                found -> found.containsKey("lastDelivery") && found.getInt("backlog") == 0);

        assertThat(shown.getBoolean("present")).isTrue();
        assertThat(shown.getJsonObject("filter")).isEmpty();
        assertThat(json(ask("GET", "subscribers", VIEWER, ""))
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .anySatisfy(other -> {
                    assertThat(other.getString("name")).isEqualTo("filtered");
                    assertThat(other.getJsonObject("filter").getString("subjectPrefix"))
                            .isEqualTo("f-");
                });
        for (String order : List.of("pause", "resume", "replay")) {
            assertThat(ask("POST", "subscribers/several/" + order, VIEWER, "{}").statusCode())
                    .isEqualTo(403);
        }
        assertThat(ask("DELETE", "subscribers/several", VIEWER, "").statusCode())
                .isEqualTo(403);
        assertThat(order("subscribers/nobody/pause", "{}").statusCode()).isEqualTo(404);
        assertThat(ask("DELETE", "subscribers/several", ADMIN, "").body())
                .contains("is present", "urn:switchhook:problem:conflict");
    }

    @Test
    void aPausedSubscriberGetsWhatWaitedInOrderWhenItIsResumed() throws Exception {
        String subject = "paused-" + id;
        assertThat(order("subscribers/several/pause", "").statusCode()).isEqualTo(200);
        try {
            for (int step = 1; step <= 3; step++) {
                accepted(subject, "step-" + step);
            }
            JsonObject paused = await(
                    "its backlog", SOON, () -> api.get("subscribers/several"), found -> found.getInt("backlog") == 3);
            assertThat(paused.getJsonObject("paused").getString("by")).isEqualTo("admin");
            assertThat(several.topicsSeen(subject)).isEmpty();
        } finally {
            assertThat(order("subscribers/several/resume", "").body()).contains("\"wasPaused\":true");
        }

        await("all of it", SOON, () -> several.topicsSeen(subject), seen -> seen.size() >= 3);
        assertThat(several.topicsSeen(subject))
                .containsExactly("interaction.step-1", "interaction.step-2", "interaction.step-3");
    }

    @Test
    void whatAnObserverFailsAtToTheEndIsADeadLetterUnderItsNameAndCanBeRetried() throws Exception {
        String subject = "f-" + id;
        several.failAt(subject, "interaction.step-1");
        accepted(subject, "step-1");
        accepted(subject, "step-2");
        String letters = "dead-letters?kind=subscriber&target=several&subject=" + subject;
        JsonObject letter = await("the dead letter", SOON, () -> api.all(letters), found -> !found.isEmpty())
                .get(0);

        assertThat(letter.getInt("attempts")).isEqualTo(3);
        assertThat(letter.getString("reason")).contains("IllegalStateException: the probe was told to fail");
        assertThat(several.failed(subject)).hasSize(3);
        assertThat(api.get("subscribers/several").getJsonObject("failures").getInt("deadLetters"))
                .isEqualTo(1);
        await("what stood behind", SOON, () -> interactions(subject), seen -> !seen.isEmpty());
        assertThat(interactions(subject)).containsExactly("interaction.step-2");
        await("both elsewhere", SOON, () -> filtered.topicsSeen(subject), seen -> seen.size() == 2);

        several.behave();
        assertThat(order("dead-letters/" + letter.getInt("id") + "/retry", "").statusCode())
                .isEqualTo(200);
        await("the retried one", SOON, () -> interactions(subject), seen -> seen.size() == 2);
        assertThat(filtered.topicsSeen(subject)).containsExactly("interaction.step-1", "interaction.step-2");
    }

    /** What the application has seen but for Switchhook's own events, as that of the dead letter. */
    private static List<String> interactions(String subject) {
        return several.topicsSeen(subject).stream()
                .filter(topic -> topic.startsWith("interaction."))
                .toList();
    }

    @Test
    void transactionPhasesAndAsynchronousObserversMeanWhatIsDocumented() throws Exception {
        String done = "during async before success completion";
        // Open Liberty's container takes a transaction that is marked for one that will be committed.
        String marked = TestServers.product().equals("liberty") ? "success " : "";
        Map<String, List<String>> wanted = Map.of(
                "plain-", calls(done),
                // An observer that throws ends the firing: the others are not called, in no phase.
                "throw-", calls("during " + done),
                "async-", calls("during async failure completion " + done),
                "mark-", calls("during before failure completion " + marked + done),
                "unfit-", calls("during async before failure completion " + done),
                // Too late to count.
                "before-", calls(done),
                "success-", calls(done));
        wanted.keySet().forEach(prefix -> accepted(prefix + id, "started"));

        await("all of it", SOON, SubscribersIT::phases, found -> wanted.entrySet().stream()
                .allMatch(entry ->
                        found.getOrDefault(entry.getKey() + id, List.of()).size()
                                >= entry.getValue().size()));
        JsonObject idle = await(
                "nothing more to come",
                SOON,
                () -> api.get("subscribers/several"),
                found -> found.getInt("backlog") == 0);

        assertThat(idle.getJsonObject("failures").getInt("inRetry")).isZero();
        Map<String, List<String>> found = phases();
        wanted.forEach((prefix, expected) ->
                assertThat(found.get(prefix + id)).as(prefix).containsExactlyInAnyOrderElementsOf(expected));
    }

    @Test
    void eightThreadsObserveDifferentSubjectsAtATimeAndEachOfThemInItsOrder() {
        List<String> subjects =
                IntStream.range(0, 12).mapToObj(i -> "slow-" + i + "-" + id).toList();
        List<String> topics = new ArrayList<>();
        for (int step = 1; step <= 8; step++) {
            String change = "step-" + step;
            topics.add("interaction." + change);
            subjects.forEach(subject -> accepted(subject, change));
        }

        Map<String, List<String>> seen = await(
                "all of it",
                SOON,
                () -> several.seen().stream()
                        .collect(groupingBy(Observed::subject, mapping(Observed::topic, toList()))),
                found -> subjects.stream()
                        .allMatch(subject ->
                                found.getOrDefault(subject, List.of()).size() >= topics.size()));

        subjects.forEach(subject -> assertThat(seen.get(subject)).isEqualTo(topics));
        List<String> noted = subjects.stream()
                .flatMap(subject -> phases().get(subject).stream())
                .toList();
        assertThat(noted).as("different subjects").contains("parallel");
        assertThat(noted).as("one subject").doesNotContain("overlap");
    }

    @Test
    void aFilterIsChangedByDeployingAgainAndARemovedSubscriberBeginsAnew() throws Exception {
        String subject = "f-changed-" + id;
        String other = "other-" + id;
        server.undeploy("filtered.war");
        await("it has gone", SOON, () -> api.get("subscribers/filtered"), found -> !found.getBoolean("present"));
        for (int step = 1; step <= 3; step++) {
            accepted(subject, "step-" + step);
        }
        accepted(other, "step-2");
        await("what it wants", SOON, () -> api.get("subscribers/filtered"), found -> found.getInt("backlog") == 2);

        server.deploy(filtered.asWar(Files.createDirectory(archives.resolve(id)), NewFilter.class), "filtered.war");
        await(
                "its backlog is over",
                SOON,
                () -> api.get("subscribers/filtered"),
                found -> found.getInt("backlog") == 0);
        accepted(subject, "step-3");
        accepted(subject, "step-1");
        await("what it wants now", SOON, () -> filtered.topicsSeen(subject), seen -> seen.size() == 2);
        assertThat(filtered.topicsSeen(subject)).containsExactly("interaction.step-2", "interaction.step-3");
        assertThat(filtered.topicsSeen(other)).isEmpty();
        assertThat(api.all("runs?subscriber=filtered&status=cancelled"))
                .as("left out, and it says why")
                .anyMatch(run -> run.getString("reason").startsWith("not wanted any more")
                        && run.getJsonObject("event").getString("subject").equals(subject));

        // With one delivery under way, which the broker keeps for it.
        filtered.takeTimeOver(subject, "interaction.step-2", Duration.ofMinutes(5));
        accepted(subject, "step-2");
        await("its backlog", SOON, () -> api.get("subscribers/filtered"), found -> found.getInt("backlog") == 1);
        server.undeploy("filtered.war");
        await("it has gone", SOON, () -> api.get("subscribers/filtered"), found -> !found.getBoolean("present"));
        filtered.behave();
        HttpResponse<String> refused = ask("DELETE", "subscribers/filtered", ADMIN, "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).getInt("waiting")).isEqualTo(1);
        int count = json(ask("DELETE", "subscribers/filtered?preview=true", VIEWER, ""))
                .getInt("count");
        assertThat(ask("DELETE", "subscribers/filtered?count=" + count, ADMIN, "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask("GET", "subscribers/filtered", ADMIN, "").statusCode()).isEqualTo(404);

        server.deploy(
                filtered.asWar(Files.createDirectory(archives.resolve("again-" + id)), OldFilter.class),
                "filtered.war");
        present("filtered");
        accepted(subject, "step-1");
        await("what comes now", SOON, () -> filtered.topicsSeen(subject), seen -> seen.size() == 3);
        assertThat(filtered.topicsSeen(subject).get(2)).isEqualTo("interaction.step-1");
    }

    @Test
    void aNewApplicationAsksForThePastAndGetsItAloneMarkedAndOnce() throws Exception {
        String subject = "past-" + id;
        ProbeApplication late = new ProbeApplication("late", notes);
        accepted(subject, "too-early");
        await("it is observed", SOON, () -> several.topicsSeen(subject), seen -> seen.size() == 1);
        Instant since = InstantSource.system().instant();
        List<String> topics = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int step = 1; step <= 4; step++) {
            events.add(accepted(subject, "step-" + step));
            topics.add("interaction.step-" + step);
        }
        String second = events.get(1);
        accepted("other-" + id, "step-1");
        await("they are observed", SOON, () -> several.topicsSeen(subject), seen -> seen.size() == 5);
        Files.writeString(notes.resolve("late.since"), since.toString());

        server.deploy(late.asWar(archives, Late.class), "late.war");

        JsonObject first = await("the past", SOON, () -> replay("late", "first"), done -> done.containsKey("finished"));
        await("all of it", SOON, () -> late.topicsSeen(subject), seen -> seen.size() >= 4);
        assertThat(late.topicsSeen(subject)).isEqualTo(topics);
        assertThat(late.seen()).allMatch(Observed::replayed).hasSize(4);
        assertThat(first.getInt("deliveries")).isEqualTo(4);
        assertThat(several.topicsSeen(subject)).as("to itself alone").hasSize(5);

        accepted(subject, "live");
        await("the live one", SOON, () -> late.topicsSeen(subject), seen -> seen.size() == 5);
        assertThat(late.seen().get(4).replayed()).isFalse();

        String after = "{\"after\": \"" + second + "\"}";
        assertThat(order("subscribers/late/replay", after).statusCode()).isEqualTo(200);
        assertThat(order("subscribers/late/replay", after).statusCode()).isEqualTo(200);
        await("the rest again", SOON, () -> late.topicsSeen(subject), seen -> seen.size() == 8);
        assertThat(late.topicsSeen(subject).subList(5, 8))
                .containsExactly("interaction.step-3", "interaction.step-4", "interaction.live");
        await("done", SOON, () -> replay("late", "after:" + second), done -> done.containsKey("finished"));
        assertThat(late.topicsSeen(subject)).as("asked for twice, come once").hasSize(8);

        assertThat(order("subscribers/nobody/replay", after).statusCode()).isEqualTo(404);
        assertThat(order("subscribers/late/replay", "{\"after\": \"none\"}").body())
                .contains("no event has this id", "conflict");
        assertThat(order("subscribers/late/replay", "{\"since\": \"2020-01-01T00:00:00Z\"}")
                        .body())
                .contains("events are kept for", "conflict");
        assertThat(order("subscribers/late/replay", "{}").statusCode()).isEqualTo(400);
    }

    private static List<String> calls(String phases) {
        return List.of(phases.split(" "));
    }

    private static JsonObject replay(String subscriber, String replay) {
        HttpResponse<String> answer = ask("GET", "subscribers/" + subscriber, ADMIN, "");
        return answer.statusCode() == 200
                ? json(answer).getJsonArray("replays").getValuesAs(JsonObject.class).stream()
                        .filter(one -> one.getString("id").equals(replay))
                        .findFirst()
                        .orElse(JsonObject.EMPTY_JSON_OBJECT)
                : JsonObject.EMPTY_JSON_OBJECT;
    }

    /** What {@link Phases} noted, by subject. */
    private static Map<String, List<String>> phases() {
        Path file = notes.resolve("phases");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> line.split(" ", 2))
                            .collect(groupingBy(parts -> parts[1], mapping(parts -> parts[0], toList())))
                    : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void present(String subscriber) {
        await(
                subscriber + " is there",
                SOON,
                () -> ask("GET", "subscribers/" + subscriber, ADMIN, ""),
                answer -> answer.statusCode() == 200 && json(answer).getBoolean("present"));
    }

    /** @return the event's id */
    private static String accepted(String interaction, String change) {
        try {
            HttpResponse<String> answer =
                    sender.send(Sender.body(UUID.randomUUID().toString(), change, interaction));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json(answer).getJsonObject("data").getJsonArray("ids").getString(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> order(String path, String body) {
        return ask("POST", path, ADMIN, body);
    }

    private static HttpResponse<String> ask(String method, String path, String credentials, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.http() + "switchhook/api/" + path))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
