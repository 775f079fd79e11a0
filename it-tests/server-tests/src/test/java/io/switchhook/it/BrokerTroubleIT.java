package io.switchhook.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker that is full, or that has let go of its clients. */
class BrokerTroubleIT {
    private static final int QUEUES = 8;
    /** A queue holds about a hundred of such events in the pages it is allowed here, and few in memory. */
    private static final String PADDING = "x".repeat(20_000);

    private static final int MORE_THAN_FIT = 400;

    private static ServerProcess server;
    private static Sender sender;
    private static Health health;
    private static AdminApi api;

    @BeforeAll
    static void start() {
        server = TestServers.withSwitchhook("broker-trouble")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.broker.max-size-bytes", "200000")
                .property("switchhook.broker.max-backlog-bytes", "5000000")
                .property("switchhook.sources", "digital")
                .property("switchhook.source.digital.adapter", "interactions")
                .property("switchhook.source.digital.verification", "hub-sha1")
                .property("switchhook.source.digital.secrets", "secret")
                .create()
                .start();
        sender = new Sender(server.http(), "digital", "secret");
        health = new Health(server.management());
        api = new AdminApi(server.http());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aFullQueueRefusesUntilItIsWorkedOffAndKeepsAllItAccepted() throws Exception {
        queues("pause");
        List<String> accepted = new ArrayList<>();
        HttpResponse<String> answer = send("full", "a");
        for (int i = 0; answer.statusCode() == 200 && i < MORE_THAN_FIT; i++) {
            accepted.add(answer.body());
            answer = send("full-" + i, "a");
        }

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(health.ready()).isEqualTo(503);
        assertThat(health.hook().getJsonObject("data").getString("reason")).contains("full");
        assertThat(send("other", "b").statusCode()).as("another queue").isEqualTo(200);
        assertThat(sendTogether("half", "b", "a").statusCode())
                .as("all or none of one request")
                .isEqualTo(503);

        queues("resume");
        AdminApi.await("ready again", Duration.ofMinutes(1), health::ready, status -> status == 200);
        assertThat(send("afterwards", "a").statusCode()).isEqualTo(200);
        AdminApi.await(
                "all accepted events are stored, and none of the refused",
                Duration.ofMinutes(1),
                () -> api.all("events?subject=a").size()
                        + api.all("events?subject=b").size(),
                count -> count == accepted.size() + 2);
        assertThat(api.all("dead-letters")).isEmpty();
    }

    @Test
    void aSessionTheBrokerHasClosedIsReplacedUnnoticed() throws Exception {
        assertThat(send("before", "c").statusCode()).isEqualTo(200);

        server.manage(List.of(
                "/subsystem=messaging-activemq/server=default:close-connections-for-address(ip-address=invm:0)"));

        assertThat(send("after", "c").statusCode()).isEqualTo(200);
        assertThat(sendTogether("after-together", "c", "d").statusCode()).isEqualTo(200);
    }

    @Test
    void whatExpiresIsDroppedAndNotKeptByTheServer() throws Exception {
        queues("pause");
        assertThat(send("expires", "e").statusCode()).isEqualTo(200);
        queues("expire-messages()");
        queues("resume");

        String kept = server.manage(
                List.of("/subsystem=messaging-activemq/server=default/jms-queue=ExpiryQueue:count-messages"));

        assertThat(kept).contains("\"result\" => 0L");
        assertThat(api.all("events?subject=e")).isEmpty();
    }

    private static HttpResponse<String> send(String operation, String interaction)
            throws IOException, InterruptedException {
        return sendTogether(operation, interaction);
    }

    /** One request with an event for each interaction; interactions of one letter each have a queue of their own. */
    private static HttpResponse<String> sendTogether(String operation, String... interactions)
            throws IOException, InterruptedException {
        String entities = Stream.of(interactions)
                .map(id -> "{\"event\":\"STARTED\",\"entity\":{\"id\":\"" + id + "\",\"x\":\"" + PADDING + "\"}}")
                .collect(joining(","));
        String body = "{\"operationId\":\"" + operation + "\",\"data\":{\"entities\":[" + entities + "]}}";
        return sender.send(body);
    }

    private static void queues(String operation) {
        server.manage(IntStream.range(0, QUEUES)
                .mapToObj(queue -> "/deployment=switchhook.ear/subsystem=messaging-activemq/server=default/jms-queue="
                        + "switchhook.inbound." + queue + ":" + operation)
                .toList());
    }
}
