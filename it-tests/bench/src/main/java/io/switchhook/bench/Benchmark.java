package io.switchhook.bench;

import io.switchhook.bench.rules.RulesCost;
import java.io.IOException;
import java.nio.file.Files;

/** {@code mvn -Pbench verify}: measures, writes the raw data, prints the table. What comes out fails no build. */
public final class Benchmark {
    private Benchmark() {}

    /** Told by system properties, see {@link Plan}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Plan plan = Plan.fromProperties();
        Report report = new Report(plan);
        if (plan.has("rules")) {
            report.rules(RulesCost.measure(plan.directory().resolve("rules.json")));
        }
        if (plan.cases().stream().anyMatch(name -> !name.equals("rules"))) {
            try (Scene scene = Scene.start(plan, report)) {
                new Cases(plan, scene, report).measure();
            }
        }
        Files.writeString(plan.directory().resolve("results.tsv"), report.raw());
        Files.writeString(plan.directory().resolve("table.md"), report.table());
        System.out.println();
        System.out.println(report.table());
        System.out.println("Raw data: " + plan.directory());
    }
}
