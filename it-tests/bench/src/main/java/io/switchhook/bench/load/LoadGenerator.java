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

/** The process: warms up, says {@code warm}, waits for a line, measures, and says its result in one line. */
public final class LoadGenerator {
    private LoadGenerator() {}

    /** Arguments: address, secret, queue, connections, seconds to warm up, seconds to measure, file for the latencies. */
    public static void main(String[] args) throws IOException {
        URI target = URI.create(args[0]);
        int connections = Integer.parseInt(args[3]);
        String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Load load = new Load(target, connections, new SignedRequest(target, args[1], args[2]), run);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

        Outcome warmUp = load.send(Duration.ofSeconds(Long.parseLong(args[4])));
        System.out.println(LoadResult.of(warmUp).toLine());
        in.readLine();
        Outcome measured = load.send(Duration.ofSeconds(Long.parseLong(args[5])));
        try (PrintStream file = new PrintStream(new FileOutputStream(args[6]), false, StandardCharsets.UTF_8)) {
            measured.latencies().outputPercentileDistribution(file, 1_000_000.0);
        }
        System.out.println(LoadResult.of(measured).toLine());
    }
}
