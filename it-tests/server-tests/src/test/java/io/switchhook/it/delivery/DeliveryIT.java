package io.switchhook.it.delivery;

import static io.switchhook.it.admin.AdminApi.await;
import static io.switchhook.it.delivery.DeliveryScene.call;
import static io.switchhook.it.delivery.DeliveryScene.distances;
import static io.switchhook.it.delivery.DeliveryScene.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final HttpTarget down = HttpTarget.start().alwaysAnswer(request -> Answer.status(503));
    private static final HttpTarget back = HttpTarget.start();
    private static final HttpTarget healthy = HttpTarget.start();
    private static final HttpTarget hanging = HttpTarget.start().alwaysAnswer(request -> Answer.hang());
    private static final HttpTarget other = HttpTarget.start();
    private static DeliveryScene scene;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        scene = new DeliveryScene(
                        "delivery",
                        directory,
                        "switchhook.retry.attempts",
                        "4",
                        "switchhook.retry.delay",
                        "PT0.5S",
                        "switchhook.retry.factor",
                        "2",
                        "switchhook.retry.jitter",
                        "0",
                        "switchhook.target.concurrency",
                        "2",
                        "switchhook.target.breaker.failures",
                        "1000",
                        "switchhook.credential.bot.type",
                        "bearer",
                        "switchhook.credential.bot.token",
                        "bot-token",
                        "switchhook.credential.bot.secret",
                        "bot-signing-secret")
                .define("down", call(down))
                .define("back", call(back))
                .define("healthy", call(healthy))
                .define("hanging", call(hanging, "timeout: PT1S", "retry: { attempts: 1 }"))
                .define("rejected", call(other, "headers: { X-Case: rejected }"))
                .define("limited", call(other, "headers: { X-Case: limited }"))
                .define("dated", call(other, "headers: { X-Case: dated }"))
                .define("moved", call(other, "headers: { X-Case: moved }"))
                .define(
                        "signed",
                        call(
                                        healthy,
                                        "headers: { X-Case: signed }",
                                        "query: { subject: '{{ event.subject }}' }",
                                        "body: '{\"subject\": \"{{ event.subject }}\"}'",
                                        "authorization: { credential: bot }",
                                        "sign: { verification: hub-sha1, credential: bot }",
                                        "output: { ticket: $.ticket.id }")
                                + call(healthy, "headers: { X-Case: second }", "body: '{\"ticket\": \"{{ ticket }}\"}'")
                                        .replace("name: call", "name: second"))
                .define(
                        "metadata",
                        "  - name: call\n    httpRequest: { url: 'http://169.254.169.254/latest/meta-data' }")
                .define(
                        "loopback",
                        "  - name: call\n    httpRequest: { url: 'http://127.0.0.2:" + other.port() + "/' }")
                .start();
    }

    @AfterAll
    static void stop() {
        scene.close();
        List.of(down, back, healthy, hanging, other).forEach(HttpTarget::close);
    }

    @Test
    void triesADeadTargetAtGrowingDistancesAndKeepsADeadLetterWhileOthersAreServed() throws Exception {
        String dead = scene.send("down", "d-1");
        String alive = scene.send("healthy", "h-1");

        assertThat(scene.ended(alive).getString("status")).isEqualTo("succeeded");
        assertThat(down.requests())
                .as("attempts at the dead target when the healthy one was done")
                .hasSizeLessThan(4);

        JsonObject letter = scene.deadLetter(dead);
        assertThat(letter.getInt("attempts")).isEqualTo(4);
        assertThat(letter.getString("reason")).contains("503");
        List<Long> distances = distances(down.requests());
        assertThat(distances).hasSize(3);
        assertThat(distances.get(0)).isBetween(450L, 4000L);
        assertThat(distances.get(1)).isBetween(950L, 5000L);
        assertThat(distances.get(2)).isBetween(1950L, 7000L);
        assertThat(down.requests())
                .extracting(request -> request.header("Idempotency-Key").orElseThrow())
                .as("the same key at every attempt")
                .containsOnly(down.requests().get(0).header("Idempotency-Key").orElseThrow());
    }

    @Test
    void deliversInOrderToATargetThatComesBack() throws Exception {
        back.thenAnswer(Answer.status(500), Answer.status(429));
        String first = scene.send("back", "b-1");
        String second = scene.send("back", "b-1");

        assertThat(scene.ended(first).getString("status")).isEqualTo("succeeded");
        assertThat(scene.ended(second).getString("status")).isEqualTo("succeeded");
        assertThat(back.requests())
                .extracting(request ->
                        request.header("Idempotency-Key").orElseThrow().startsWith(first))
                .containsExactly(true, true, true, false);
    }

    @Test
    void aHangingTargetIsLeftAtItsTimeOutAndHoldsUpNobodyElse() throws Exception {
        List<String> stuck = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            stuck.add(scene.send("hanging", "x-" + i));
        }
        Instant sent = Instant.now();
        String alive = scene.send("healthy", "h-2");

        assertThat(scene.ended(alive).getString("status")).isEqualTo("succeeded");
        Instant served = healthy.requests().stream()
                .filter(request ->
                        request.header("Idempotency-Key").orElseThrow().startsWith(alive))
                .findFirst()
                .orElseThrow()
                .at();
        assertThat(Duration.between(sent, served))
                .as("six seconds pass until the last of the others is left")
                .isLessThan(Duration.ofSeconds(4));
        for (String event : stuck) {
            JsonObject run = scene.ended(event);
            assertThat(run.getString("status")).isEqualTo("failed");
            assertThat(run.getString("reason")).containsIgnoringCase("PT1S");
        }
        List<Instant> arrivals =
                hanging.requests().stream().map(ReceivedRequest::at).sorted().toList();
        assertThat(Duration.between(arrivals.get(0), arrivals.get(11)))
                .as("two at once: the last begins five seconds after the first, which may have taken one to arrive")
                .isGreaterThan(Duration.ofMillis(3900));
    }

    @Test
    void anAnswerThatFindsFaultIsNotTriedAgain() throws Exception {
        answerCase("rejected", Answer.status(404));

        JsonObject letter = scene.deadLetter(scene.send("rejected", "r-1"));

        assertThat(letter.getInt("attempts")).isEqualTo(1);
        assertThat(letter.getString("reason")).contains("404");
    }

    @Test
    void waitsAsLongAsTheTargetAsks() throws Exception {
        answerCase("limited", Answer.status(429).with("Retry-After", "3"));

        assertThat(scene.ended(scene.send("limited", "l-1")).getString("status"))
                .isEqualTo("succeeded");

        assertThat(distances(requestsOf("limited")).get(0)).isBetween(2900L, 9000L);
    }

    @Test
    void waitsUntilTheDateTheTargetNames() throws Exception {
        Instant date = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.SECONDS);
        answerCase(
                "dated",
                Answer.status(503)
                        .with(
                                "Retry-After",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC))));

        assertThat(scene.ended(scene.send("dated", "t-1")).getString("status")).isEqualTo("succeeded");

        assertThat(requestsOf("dated").get(1).at()).isBetween(date.minusMillis(500), date.plusSeconds(6));
    }

    @Test
    void followsNoRedirect() throws Exception {
        answerCase(
                "moved",
                Answer.status(302).with("Location", healthy.uri("/elsewhere").toString()));

        JsonObject letter = scene.deadLetter(scene.send("moved", "m-1"));

        assertThat(letter.getString("reason")).contains("302");
        assertThat(healthy.requests()).noneMatch(request -> request.path().equals("/elsewhere"));
    }

    @Test
    void callsNoAddressThatIsNotAllowed() throws Exception {
        String metadata = scene.send("metadata", "e-1");
        String loopback = scene.send("loopback", "e-2");

        assertThat(scene.deadLetter(metadata).getString("reason"))
                .contains("169.254.169.254", "switchhook.egress.allow");
        assertThat(scene.deadLetter(loopback).getString("reason")).contains("127.0.0.2", "switchhook.egress.allow");
    }

    @Test
    void sendsWhatTheStepSaysEscapedSignedAndAuthorizedAndKeepsTheAnswer() throws Exception {
        healthy.alwaysAnswer(request -> Answer.json("{\"ticket\": {\"id\": \"T-77\"}}"));
        String subject = "o'\\\"}{&=?ü";

        String event = scene.send("signed", "o'\\\\\\\"}{&=?ü");
        assertThat(scene.ended(event).getString("status")).isEqualTo("succeeded");

        ReceivedRequest call = healthy.requests().stream()
                .filter(request -> request.header("X-Case").equals(java.util.Optional.of("signed")))
                .findFirst()
                .orElseThrow();
        assertThat(json(call.body()).getString("subject")).isEqualTo(subject);
        assertThat(java.net.URI.create(call.path()).getQuery()).isEqualTo("subject=" + subject);
        assertThat(call.header("Authorization")).contains("Bearer bot-token");
        assertThat(call.header("X-Hub-Signature"))
                .contains(Sender.signature(call.body().getBytes(UTF_8), "bot-signing-secret"));
        assertThat(healthy.requests().stream()
                        .filter(request -> request.header("X-Case").equals(java.util.Optional.of("second")))
                        .map(ReceivedRequest::body))
                .containsExactly("{\"ticket\": \"T-77\"}");
        assertThat(scene.server.log()).doesNotContain("bot-token", "bot-signing-secret");
    }

    @Test
    void aChangedDefinitionIsUsedWithoutARestartAndABrokenOneLeavesTheLastInForce() throws Exception {
        scene.define("reloaded", call(other, "headers: { X-Case: before }"));
        reload("before");

        scene.define("reloaded", call(other, "headers: { X-Case: after }"));
        reload("after");

        scene.write("reloaded.yaml", "kind: workflow\nid: reloaded\nsteps: [\n");
        await(
                "the log names the broken file",
                PATIENCE,
                () -> scene.server.complaints().stream().anyMatch(line -> line.contains("reloaded.yaml")),
                named -> named);
        String event = scene.send("reloaded", "v-last");
        assertThat(scene.ended(event).getString("status")).isEqualTo("succeeded");
        assertThat(requestsOf("after"))
                .anyMatch(request ->
                        request.header("Idempotency-Key").orElseThrow().startsWith(event));
    }

    /** Sends until the workflow that calls with this header is the one in force. */
    private static void reload(String name) {
        await("the definition that calls " + name + " is used", PATIENCE, () -> calledBy(name), called -> called);
    }

    private static boolean calledBy(String name) {
        try {
            scene.send("reloaded", "v-" + name);
            return !requestsOf(name).isEmpty();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void answerCase(String name, Answer first) {
        CASES.put(name, first);
        other.alwaysAnswer(request -> {
            Answer answer = CASES.remove(request.header("X-Case").orElse(""));
            return answer == null ? Answer.status(200) : answer;
        });
    }

    private static final java.util.Map<String, Answer> CASES = new java.util.concurrent.ConcurrentHashMap<>();

    private static List<ReceivedRequest> requestsOf(String name) {
        return other.requests().stream()
                .filter(request -> request.header("X-Case").equals(java.util.Optional.of(name)))
                .toList();
    }
}
