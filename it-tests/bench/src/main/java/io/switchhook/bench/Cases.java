package io.switchhook.bench;

import io.switchhook.bench.load.LoadProcess;
import io.switchhook.bench.load.LoadResult;
import java.io.IOException;
import java.time.Duration;

/** The cases on the server, one after the other. */
final class Cases {
    /** What no trigger asks for. */
    private static final String NO_QUEUE = "queue-none";

    /** Seconds for connections and caches, right before each measurement. */
    private static final int SETTLE = 3;

    private final Plan plan;
    private final Scene scene;
    private final Report report;

    Cases(Plan plan, Scene scene, Report report) {
        this.plan = plan;
        this.scene = scene;
        this.report = report;
    }

    void measure() throws IOException, InterruptedException {
        // All first: the server compiles its code for minutes, and what comes first would be measured while it does.
        warmUp("ceiling", "/bench-naive/api/ceiling");
        warmUp("bare-servlet", "/bench-naive/bare");
        warmUp("naive", "/bench-naive/api/naive");
        warmUp("intake", Scene.HOOK);
        scene.awaitStored();
        for (int connections : plan.connections()) {
            answer("ceiling", "/bench-naive/api/ceiling", connections);
            answer("bare servlet", "/bench-naive/bare", connections);
        }
        for (int connections : plan.connections()) {
            answer("naive", "/bench-naive/api/naive", connections);
        }
        for (int connections : plan.connections()) {
            intake(connections);
        }
        if (plan.has("end-to-end")) {
            scene.deployObserver();
            warmUpEndToEnd();
            for (int connections : plan.connections()) {
                endToEnd(connections);
            }
        }
        report.fact("resident memory after the load", scene.residentMemory());
    }

    private void warmUp(String name, String path) {
        if (plan.has(name)) {
            load(name, path, NO_QUEUE, plan.connections().get(0), plan.warmUp()).close();
        }
    }

    private void warmUpEndToEnd() throws IOException, InterruptedException {
        int connections = plan.connections().get(0);
        try (LoadProcess load = load("end-to-end", Scene.HOOK, Rulebook.QUEUE, connections, plan.warmUp())) {
            scene.awaitDone(load.warmUp().accepted());
        }
        scene.forget();
    }

    private void answer(String name, String path, int connections) {
        if (plan.has(name.replace(' ', '-'))) {
            try (LoadProcess load = load(name.replace(' ', '-'), path, NO_QUEUE, connections)) {
                report.load(name, connections, load.measure(), "");
            }
        }
    }

    /** The engine consumes meanwhile; the next case begins when it has stored everything. */
    private void intake(int connections) throws IOException, InterruptedException {
        if (plan.has("intake")) {
            try (LoadProcess load = load("intake", Scene.HOOK, NO_QUEUE, connections)) {
                LoadResult result = load.measure();
                Duration behind = scene.awaitStored();
                String note = "all stored %.1f s after the last answer".formatted(behind.toMillis() / 1e3);
                report.load("intake", connections, result, note);
            }
        }
    }

    private void endToEnd(int connections) throws IOException, InterruptedException {
        try (LoadProcess load = load("end-to-end", Scene.HOOK, Rulebook.QUEUE, connections, SETTLE)) {
            scene.awaitDone(load.warmUp().accepted());
            scene.forget();
            LoadResult result = load.measure();
            scene.awaitDone(result.accepted());
            double seconds = (System.currentTimeMillis() - result.startedAt()) / 1e3;
            Scene.Latencies latencies = scene.latencies();
            report.endToEnd(connections, result, seconds, latencies.p50(), latencies.p99());
        }
    }

    private LoadProcess load(String name, String path, String queue, int connections) {
        return load(name, path, queue, connections, SETTLE);
    }

    private LoadProcess load(String name, String path, String queue, int connections, int warmUp) {
        return LoadProcess.warmedUp(
                scene.uri(path),
                Scene.SECRET,
                queue,
                connections,
                warmUp,
                plan.seconds(),
                plan.directory().resolve(name + "-" + connections + ".hgrm"));
    }
}
