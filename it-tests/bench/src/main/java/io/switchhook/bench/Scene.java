package io.switchhook.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The server with what is measured on it, and the target its workflow calls. */
final class Scene implements AutoCloseable {
    static final String SECRET = "bench-app-secret";
    static final String NAIVE = "/bench-naive/api/naive";
    static final String HOOK = "/switchhook/hooks/bench";

    private static final String PASSWORD = "bench";
    /** Subjects enough that each partition has one, all but certainly. */
    private static final int MARKERS = 128;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerProcess server;
    private final FastTarget target;
    private final Archives archives;

    private Scene(ServerProcess server, FastTarget target, Archives archives) {
        this.server = server;
        this.target = target;
        this.archives = archives;
    }

    /** From the receipt of events to their observer, milliseconds. */
    record Latencies(double p50, double p99) {}

    /** Starts the server with the EAR alone, so that start and idle memory are the product's, then deploys the rest. */
    static Scene start(Plan plan, Report report) throws IOException, InterruptedException {
        FastTarget target = FastTarget.start();
        Path rules = Files.createDirectories(plan.directory().resolve("rules"));
        Files.writeString(rules.resolve("bench.yaml"), Rulebook.yaml(100, target.uri()));
        ServerSetup setup = TestServers.withSwitchhook("bench")
                .configuration(plan.script())
                // As WildFly ships them, and room for the load: tests run with a small heap and the first compiler
                // alone.
                .javaOption("-Xmx1g")
                .javaOption("-XX:TieredStopAtLevel=4")
                .javaOption("-XX:-UseSerialGC")
                .javaOption("-XX:+UseG1GC")
                .property("bench.secret", SECRET)
                .property("switchhook.admin.password", PASSWORD)
                .property("switchhook.definitions.dir", rules.toString())
                .property("switchhook.egress.allow", "127.0.0.1/32")
                .property("switchhook.sources", "bench")
                .property("switchhook.source.bench.adapter", "interactions")
                .property("switchhook.source.bench.verification", "hub-sha1")
                .property("switchhook.source.bench.secrets", SECRET);
        plan.javaOptions().forEach(setup::javaOption);
        Scene scene = new Scene(setup.create(), target, new Archives(plan.directory(), plan.server()));
        long start = System.nanoTime();
        scene.server.start();
        report.fact("start-up to ready", "%.1f s".formatted((System.nanoTime() - start) / 1e9));
        TimeUnit.SECONDS.sleep(5); // what the start left to do
        report.fact("resident memory, idle", scene.residentMemory());
        scene.server.deploy(scene.archives.naive(), "bench-naive.war");
        return scene;
    }

    void deployObserver() throws IOException, InterruptedException {
        server.deploy(archives.observer(), "bench-observer.war");
        // Its subscription begins a moment after it: what is sent before is not for it.
        long deadline = deadline();
        for (long sent = 0; seen() == 0; sent++) {
            new Sender(server.http(), "bench", SECRET).send(Sender.started("first-" + sent, "first-" + sent));
            pause(deadline, "the observer sees nothing");
        }
        awaitStored();
        for (long before = -1; seen() > before; TimeUnit.SECONDS.sleep(2)) {
            before = seen();
        }
        forget();
    }

    URI uri(String path) {
        return server.http().resolve(path);
    }

    /** Empties the naive hook's queue, which nobody reads meanwhile. */
    void emptyNaive() throws IOException, InterruptedException {
        HttpRequest order = HttpRequest.newBuilder(uri(NAIVE)).DELETE().build();
        int status = http.send(order, BodyHandlers.discarding()).statusCode();
        if (status != 204) {
            throw new IllegalStateException("The naive queue is not emptied: " + status);
        }
    }

    /** How long it took until everything accepted before now was stored: what comes last in each partition is. */
    Duration awaitStored() throws IOException, InterruptedException {
        long start = System.nanoTime();
        String run = UUID.randomUUID().toString();
        Sender sender = new Sender(server.http(), "bench", SECRET);
        List<String> ids = IntStream.range(0, MARKERS)
                .mapToObj(number -> run + "-" + number)
                .map(name -> idOf(sender, name))
                .toList();
        for (String id : ids) {
            long deadline = deadline();
            while (status("/switchhook/api/events/" + id) != 200) {
                pause(deadline, "accepted events are not stored");
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static String idOf(Sender sender, String name) {
        try {
            HttpResponse<String> answer = sender.send(Sender.started(name, name));
            return answer.body().replaceAll(".*\"ids\":\\[\"([^\"]+)\".*", "$1");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("A marker was not accepted", e);
        }
    }

    /** Waits until this many events were seen by the observer, and called the target. */
    void awaitDone(long events) throws IOException, InterruptedException {
        long done = -1;
        long deadline = deadline();
        while (seen() < events || target.calls() < events) {
            long now = seen() + target.calls();
            if (now != done) {
                done = now;
                deadline = deadline();
            }
            pause(
                    deadline,
                    "of " + events + " events " + seen() + " were seen, and the target was called " + target.calls()
                            + " times");
        }
    }

    /** Counts from zero again. */
    void forget() throws IOException, InterruptedException {
        http.send(HttpRequest.newBuilder(uri("/bench-observer/seen")).DELETE().build(), BodyHandlers.discarding());
        target.forget();
    }

    /** How often the target was called. */
    long calls() {
        return target.calls();
    }

    /** Begins to ask it of the server. */
    CompilerRest compilerRest() throws IOException {
        return new CompilerRest(server.pid());
    }

    /** How many events the observer saw. */
    long seen() throws IOException, InterruptedException {
        return Long.parseLong(observer("seen"));
    }

    /** How long after their receipt. */
    Latencies latencies() throws IOException, InterruptedException {
        List<String> figures = List.of(observer("latencies").split(" ", -1));
        return new Latencies(Double.parseDouble(figures.get(0)), Double.parseDouble(figures.get(1)));
    }

    private String observer(String what) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/bench-observer/" + what)).build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    /** What the kernel says the server's process has in memory. */
    String residentMemory() throws IOException {
        Path status = Path.of("/proc", Long.toString(server.pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                        .findFirst()
                        .orElse("unknown")
                : "unknown: this system has no /proc";
    }

    @Override
    public void close() {
        target.close();
        server.stop();
    }

    private int status(String path) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Basic " + credentials)
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static long deadline() {
        return System.nanoTime() + PATIENCE.toNanos();
    }

    private static void pause(long deadline, String what) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("Nothing has happened for " + PATIENCE + ": " + what);
        }
        TimeUnit.MILLISECONDS.sleep(100);
    }
}
