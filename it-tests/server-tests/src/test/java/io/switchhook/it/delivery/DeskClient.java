package io.switchhook.it.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page at an agent's desk: reads server-sent events as a browser does. */
final class DeskClient implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final InputStream stream;
    private final BlockingQueue<Pop> pops = new LinkedBlockingQueue<>();

    /**
     * What came with an id.
     *
     * @param took from when it was made until it arrived
     */
    record Pop(String id, String event, JsonObject data, Duration took) {}

    private DeskClient(InputStream stream) {
        this.stream = stream;
        Thread reader = new Thread(this::read, "desk-client");
        reader.setDaemon(true);
        reader.start();
    }

    static HttpRequest.Builder request(URI server, String agentAndQuery) {
        return HttpRequest.newBuilder(server.resolve("/switchhook/desk/" + agentAndQuery));
    }

    static HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** Sits down; the answer must be a stream of events. */
    static DeskClient listen(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                HTTP.send(request.header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.statusCode() != 200 || !type.startsWith("text/event-stream")) {
            throw new AssertionError(answer.statusCode() + " " + type + " "
                    + new String(answer.body().readAllBytes(), UTF_8));
        }
        return new DeskClient(answer.body());
    }

    /** The next pop. */
    Pop next() throws InterruptedException {
        Pop pop = pops.poll(60, TimeUnit.SECONDS);
        if (pop == null) {
            throw new AssertionError("no screen pop within a minute");
        }
        return pop;
    }

    private void read() {
        String id = "";
        String event = "";
        String data = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    JsonObject pop = DeliveryScene.json(data);
                    Duration took = Duration.between(Instant.parse(pop.getString("time")), Instant.now());
                    pops.add(new Pop(id, event, pop, took));
                    data = "";
                }
            }
        } catch (IOException closed) {
            // by the test, or because the server has gone
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
