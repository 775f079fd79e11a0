package io.switchhook.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;

/** Notes once a second how many events were seen and how many calls were made, so that a figure tells a steady flow from a long tail. */
final class Progress {
    private final Timer timer = new Timer("progress", true);
    private final long begun = System.nanoTime();
    private final Scene scene;
    private final PrintWriter file;

    private Progress(Scene scene, PrintWriter file) {
        this.scene = scene;
        this.file = file;
    }

    static Progress begin(Scene scene, Path path) throws IOException {
        PrintWriter file = new PrintWriter(Files.newBufferedWriter(path, UTF_8));
        file.println("seconds\tseen\tcalls");
        Progress progress = new Progress(scene, file);
        progress.timer.scheduleAtFixedRate(
                new TimerTask() {
                    @Override
                    public void run() {
                        progress.note();
                    }
                },
                1_000,
                1_000);
        return progress;
    }

    private void note() {
        try {
            file.printf("%.1f\t%d\t%d%n", (System.nanoTime() - begun) / 1e9, scene.seen(), scene.calls());
        } catch (IOException | InterruptedException missed) {
            file.println("missed: " + missed);
        }
    }

    void end() {
        timer.cancel();
        file.close();
    }
}
