package io.switchhook.bench.load;

import io.switchhook.bench.load.Load.Outcome;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The process: for each line it is told, a number of seconds and perhaps a file for the latencies, it sends for so long and says its result. */
public final class LoadGenerator {
    private LoadGenerator() {}

    /** Arguments: address, secret, queue, connections. */
    public static void main(String[] args) throws IOException {
        URI target = URI.create(args[0]);
        int connections = Integer.parseInt(args[3]);
        String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Load load = new Load(target, connections, new SignedRequest(target, args[1], args[2]), run);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = in.readLine(); order != null; order = in.readLine()) {
            String[] parts = order.split("\t", 2);
            Outcome sent = load.send(Duration.ofSeconds(Long.parseLong(parts[0])));
            if (parts.length > 1) {
                write(sent, parts[1]);
            }
            System.out.println(LoadResult.of(sent).toLine());
        }
    }

    private static void write(Outcome sent, String path) throws IOException {
        try (PrintStream file = new PrintStream(new FileOutputStream(path), false, StandardCharsets.UTF_8)) {
            sent.latencies().outputPercentileDistribution(file, 1_000_000.0);
        }
    }
}
