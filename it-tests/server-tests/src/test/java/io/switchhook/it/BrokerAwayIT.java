package io.switchhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerAwayIT {

    private static final String SEND = "io.switchhook.intake.InboundQueue/send/";

    @Test
    void aBrokerThatCannotBeReachedIsOurFaultAndSeenByReadiness() throws Exception {
        try (ServerProcess server = TestServers.withSwitchhook("broker-away")
                .configuration(TestServers.configuration("broker-away"))
                .property("switchhook.jms.connection-factory", "jms/Away")
                .source("first", "secret")
                .source("second", "secret")
                .source("third", "secret")
                .property(SEND + "Retry/maxRetries", "0")
                .property(SEND + "CircuitBreaker/requestVolumeThreshold", "2")
                .property(SEND + "CircuitBreaker/delay", "600000")
                .create()) {
            server.startUnready();
            Health health = new Health(server.management());

            for (String source : List.of("first", "second", "third")) { // of each, the first refusal has a line
                Sender sender = new Sender(server.http(), source, "secret");
                HttpResponse<String> answer = sender.send(Sender.started("operation", "interaction"));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
                assertThat(answer.body()).contains("urn:switchhook:problem:broker-unavailable");
            }
            assertThat(refusals(server))
                    .as("the administrator's settings of Fault Tolerance act: the third is not tried")
                    .satisfiesExactly(
                            tried -> assertThat(tried).doesNotContain("circuit breaker"),
                            tried -> assertThat(tried).doesNotContain("circuit breaker"),
                            spared -> assertThat(spared).contains("circuit breaker is open"));
            assertThat(health.ready()).isEqualTo(503);
            assertThat(health.hook().getString("status")).isEqualTo("DOWN");
            assertThat(health.live()).isEqualTo(200);
        }
    }

    private static List<String> refusals(ServerProcess server) {
        return server.log()
                .lines()
                .filter(line -> line.contains("503 broker-unavailable"))
                .toList();
    }
}
