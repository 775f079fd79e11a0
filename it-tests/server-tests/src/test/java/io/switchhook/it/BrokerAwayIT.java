package io.switchhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BrokerAwayIT {

    @Test
    void aBrokerThatCannotBeReachedIsOurFaultAndSeenByReadiness() throws Exception {
        try (ServerProcess server = TestServers.withSwitchhook("broker-away")
                .script(Path.of("src/test/wildfly/broker-away.cli"))
                .property("switchhook.jms.connection-factory", "jms/Away")
                .property("switchhook.sources", "digital")
                .property("switchhook.source.digital.adapter", "interactions")
                .property("switchhook.source.digital.verification", "hub-sha1")
                .property("switchhook.source.digital.secrets", "secret")
                .create()) {
            server.startUnready();
            Sender sender = new Sender(server.http(), "digital", "secret");
            Health health = new Health(server.management());

            // more than it takes to open the circuit breaker, so both ways to fail are seen
            for (int i = 0; i < 30; i++) {
                HttpResponse<String> answer = sender.send(Sender.started("operation-" + i, "interaction"));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
                assertThat(answer.body()).contains("urn:switchhook:problem:broker-unavailable");
            }
            assertThat(health.ready()).isEqualTo(503);
            assertThat(health.hook().getString("status")).isEqualTo("DOWN");
            assertThat(health.live()).isEqualTo(200);
        }
    }
}
