package io.switchhook.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether the server's compilers rest. On two processors they work for minutes, take half of one, and what they have not reached yet runs
 * slower: who measures meanwhile measures them.
 */
final class CompilerRest {
    /** Of one processor. */
    private static final double AT_MOST = 0.1;

    /** Of the kernel's clock, in which it counts a thread's time; 100 on every Linux there is. */
    private static final double TICKS_A_SECOND = 100;

    private final Path threads;
    private double used;
    private long at = System.nanoTime();

    CompilerRest(long server) throws IOException {
        this.threads = Path.of("/proc", Long.toString(server), "task");
        this.used = seconds();
    }

    /** Whether they did next to nothing since it was asked last; never where the system does not tell. */
    boolean since() throws IOException {
        double before = used;
        long from = at;
        used = seconds();
        at = System.nanoTime();
        return Files.exists(threads) && used - before < AT_MOST * (at - from) / 1e9;
    }

    private double seconds() throws IOException {
        if (!Files.exists(threads)) {
            return 0;
        }
        double ticks = 0;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
            for (Path thread : all) {
                ticks += ticks(thread.resolve("stat"));
            }
        }
        return ticks / TICKS_A_SECOND;
    }

    /** Of a compiler's thread, in user and kernel mode; 0 of another. */
    private static double ticks(Path stat) {
        try {
            String line = Files.readString(stat);
            int end = line.lastIndexOf(')');
            if (!line.substring(0, end).contains(" CompilerThre")) {
                return 0;
            }
            String[] figures = line.substring(end + 2).split(" ", -1);
            return Double.parseDouble(figures[11]) + Double.parseDouble(figures[12]);
        } catch (IOException ended) {
            return 0;
        }
    }
}
