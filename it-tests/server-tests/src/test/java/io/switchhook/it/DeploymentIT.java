package io.switchhook.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeploymentIT {
    /**
     * The server's own, whatever is deployed: the certificate of its HTTPS port is made on first use; it warns when it is asked for its
     * health before it has started; and what is scheduled for the moment in which it stops is refused, not just left out.
     */
    private static final Pattern NOT_OURS = Pattern.compile("WFLYELY00023|WFLYELY01084|WFLYEE0110.*WFLYEE0111"
            + "|WFLYMPHEALTH0003.*\"data\":\\{\"value\":\"starting\""
            + "|WFLYMPHEALTH0003.*\"server-state\",\"status\":\"DOWN\""
            // Consumers still being opened when the server is told to stop.
            + "|AMQ152005.*closed"
            // A consumer that asked for more in the moment in which it was closed.
            + "|AMQ224049"
            // A connection closed before the broker had done with its session, as the server stops.
            + "|AMQ219038");

    @Test
    void theShippedEarIsDeployedAndDeployedAgainAndStopsWithoutAComplaint() {
        try (ServerProcess server = TestServers.withSwitchhook("deployment").create()) {
            server.start();
            assertThat(complaints(server)).as("deployed").isEmpty();

            server.undeploy("switchhook.ear");
            server.deploy(TestServers.ear(), "switchhook.ear");
            assertThat(complaints(server)).as("deployed again").isEmpty();

            server.stop();
            assertThat(complaints(server)).as("stopped").isEmpty();
        }
    }

    private static List<String> complaints(ServerProcess server) {
        return server.complaints().stream()
                .filter(line -> !NOT_OURS.matcher(line).find())
                .toList();
    }
}
