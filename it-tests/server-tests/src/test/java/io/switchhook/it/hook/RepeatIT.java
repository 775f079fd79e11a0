package io.switchhook.it.hook;

import static io.switchhook.it.admin.AdminApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Senders repeat themselves; an event happens once. */
class RepeatIT {

    @Test
    void theSamePostFiftyTimesAtOnceIsAcceptedFiftyTimesAndIsOneEvent() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try (ServerProcess server = TestServers.withSwitchhook("repeat")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.sources", "digital")
                .property("switchhook.source.digital.adapter", "interactions")
                .property("switchhook.source.digital.verification", "hub-sha1")
                .property("switchhook.source.digital.secrets", "repeat-app-secret")
                .create()
                .start()) {
            Sender sender = new Sender(server.http(), "digital", "repeat-app-secret");
            AdminApi api = new AdminApi(server.http());

            List<Future<HttpResponse<String>>> answers = threads.invokeAll(
                    Collections.nCopies(50, () -> sender.send(Sender.started("op-1", "interaction-1"))));

            List<String> bodies = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                bodies.add(answer.get().body());
            }
            List<JsonObject> events = await(
                    "49 duplicates are counted",
                    Duration.ofSeconds(30),
                    () -> api.all("events"),
                    found -> found.size() == 1 && found.get(0).getInt("duplicates") == 49);
            assertThat(bodies)
                    .containsOnly("{\"status\":{\"code\":0,\"message\":\"OK\"},\"data\":{\"ids\":[\""
                            + events.get(0).getString("id") + "\"]}}");
        } finally {
            threads.shutdownNow();
        }
    }
}
