package io.switchhook.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A broker that has let go of its clients, or of what has expired: only WildFly's can be told to. */
@EnabledIfSystemProperty(named = "it.server", matches = "wildfly")
class BrokerTroubleIT {
    private static final int QUEUES = 8;
    private static ServerProcess server;
    private static Sender sender;
    private static AdminApi api;

    @BeforeAll
    static void start() {
        server = TestServers.withSwitchhook("broker-trouble")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .source("digital", "secret")
                .create()
                .start();
        sender = new Sender(server.http(), "digital", "secret");
        api = new AdminApi(server.http());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aSessionTheBrokerHasClosedIsReplacedUnnoticed() throws Exception {
        assertThat(send("before", "c").statusCode()).isEqualTo(200);

        server.manage(List.of(
                "/subsystem=messaging-activemq/server=default:close-connections-for-address(ip-address=invm:0)"));

        assertThat(send("after", "c").statusCode()).isEqualTo(200);
        assertThat(send("after-together", "c", "d").statusCode()).isEqualTo(200);
    }

    @Test
    void whatExpiresIsDroppedAndNotKeptByTheServer() throws Exception {
        server.manage(queues("pause"));
        assertThat(send("expires", "e").statusCode()).isEqualTo(200);
        server.manage(queues("expire-messages()"));

        String kept = server.manage(Stream.concat(
                        queues("resume").stream(),
                        Stream.of("/subsystem=messaging-activemq/server=default/jms-queue=ExpiryQueue:count-messages"))
                .toList());

        assertThat(kept).contains("\"result\" => 0L");
        assertThat(api.all("events?subject=e")).isEmpty();
    }

    /** One request with an event for each interaction; interactions of one letter each have a queue of their own. */
    private static HttpResponse<String> send(String operation, String... interactions)
            throws IOException, InterruptedException {
        String entities = Stream.of(interactions)
                .map(id -> "{\"event\":\"STARTED\",\"entity\":{\"id\":\"" + id + "\"}}")
                .collect(joining(","));
        String body = "{\"operationId\":\"" + operation + "\",\"data\":{\"entities\":[" + entities + "]}}";
        return sender.send(body);
    }

    private static List<String> queues(String operation) {
        return IntStream.range(0, QUEUES)
                .mapToObj(queue -> "/deployment=switchhook.ear/subsystem=messaging-activemq/server=default/jms-queue="
                        + "switchhook.inbound." + queue + ":" + operation)
                .toList();
    }
}
