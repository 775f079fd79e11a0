package io.switchhook.bench;

import io.switchhook.bench.load.LoadProcess;
import io.switchhook.bench.load.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The cases on the server, one after the other. All are warmed up before the first is measured, and each again right before it is, until the
 * server's compilers rest: what one case has them learn they learn anew for the next.
 */
final class Cases {
    /** What no trigger asks for. */
    private static final String NO_QUEUE = "queue-none";

    /** Seconds of load after which it is asked whether it was enough. */
    private static final int ROUND = 4;

    private final Plan plan;
    private final Scene scene;
    private final Report report;

    Cases(Plan plan, Scene scene, Report report) {
        this.plan = plan;
        this.scene = scene;
        this.report = report;
    }

    /** What is waited for after a load. */
    private interface Aftermath {
        void await(LoadResult result) throws IOException, InterruptedException;
    }

    void measure() throws IOException, InterruptedException {
        int first = plan.connections().get(0);
        warmUp("ceiling", "/bench-naive/api/ceiling", first, result -> {});
        warmUp("bare-servlet", "/bench-naive/bare", first, result -> {});
        warmUp("naive", Scene.NAIVE, first, result -> scene.emptyNaive());
        warmUp("intake", Scene.HOOK, first, result -> {});
        scene.awaitStored();
        for (int connections : plan.connections()) {
            answer("ceiling", "/bench-naive/api/ceiling", connections, result -> {});
            answer("bare servlet", "/bench-naive/bare", connections, result -> {});
        }
        for (int connections : plan.connections()) {
            answer("naive", Scene.NAIVE, connections, result -> scene.emptyNaive());
        }
        for (int connections : plan.connections()) {
            intake(connections);
        }
        if (plan.has("end-to-end")) {
            scene.deployObserver();
            for (int connections : plan.connections()) {
                endToEnd(connections);
            }
        }
        report.fact("resident memory after the load", scene.residentMemory());
    }

    private void warmUp(String name, String path, int connections, Aftermath aftermath)
            throws IOException, InterruptedException {
        if (plan.has(name)) {
            try (LoadProcess load = load(path, NO_QUEUE, connections)) {
                warmUp(name + ", at first", load, aftermath);
            }
        }
    }

    /** Sends until the compilers rest, or as long as is planned. */
    private void warmUp(String name, LoadProcess load, Aftermath aftermath) throws IOException, InterruptedException {
        CompilerRest compilers = scene.compilerRest();
        boolean rested = false;
        int seconds = 0;
        for (; seconds < plan.warmUp() && !rested; seconds += ROUND) {
            aftermath.await(load.send(ROUND));
            rested = compilers.since();
        }
        report.warmedUp(name, seconds, rested);
    }

    private void answer(String name, String path, int connections, Aftermath aftermath)
            throws IOException, InterruptedException {
        String plain = name.replace(' ', '-');
        if (plan.has(plain)) {
            try (LoadProcess load = load(path, NO_QUEUE, connections)) {
                warmUp(name, load, aftermath);
                LoadResult result = load.send(plan.seconds(), latencies(plain, connections));
                aftermath.await(result);
                report.load(name, connections, result, "");
            }
        }
    }

    /** The engine consumes meanwhile; the next case begins when it has stored everything. */
    private void intake(int connections) throws IOException, InterruptedException {
        if (plan.has("intake")) {
            try (LoadProcess load = load(Scene.HOOK, NO_QUEUE, connections)) {
                warmUp("intake", load, result -> {});
                LoadResult result = load.send(plan.seconds(), latencies("intake", connections));
                Duration behind = scene.awaitStored();
                String note = "all stored %.1f s after the last answer".formatted(behind.toMillis() / 1e3);
                report.load("intake", connections, result, note);
            }
        }
    }

    private void endToEnd(int connections) throws IOException, InterruptedException {
        try (LoadProcess load = load(Scene.HOOK, Rulebook.QUEUE, connections)) {
            warmUp("end to end", load, result -> {
                scene.awaitDone(result.accepted());
                scene.forget();
            });
            Progress progress = Progress.begin(scene, plan.directory().resolve("progress-" + connections + ".tsv"));
            try {
                LoadResult result = load.send(plan.seconds(), latencies("end-to-end", connections));
                scene.awaitDone(result.accepted());
                double seconds = (System.currentTimeMillis() - result.startedAt()) / 1e3;
                Scene.Latencies latencies = scene.latencies();
                report.endToEnd(connections, result, seconds, latencies.p50(), latencies.p99());
            } finally {
                progress.end();
            }
            scene.forget();
        }
    }

    private Path latencies(String name, int connections) {
        return plan.directory().resolve(name + "-" + connections + ".hgrm");
    }

    private LoadProcess load(String path, String queue, int connections) {
        return LoadProcess.start(scene.uri(path), Scene.SECRET, queue, connections);
    }
}
