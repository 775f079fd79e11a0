package io.switchhook.bench;

import io.switchhook.bench.load.LoadResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The figures of one run. */
final class Report {
    /** Figures of one case; latencies in milliseconds. */
    private record Row(String name, int connections, double rate, double p50, double p99, long errors, String note) {}

    private static final String NAIVE = "naive";
    private static final String END_TO_END = "end to end";

    private final Plan plan;
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final TreeMap<Integer, Double> rules = new TreeMap<>();

    Report(Plan plan) {
        this.plan = plan;
    }

    void load(String name, int connections, LoadResult load, String note) {
        add(new Row(name, connections, load.rate(), load.p50(), load.p99(), load.errors(), note + lastError(load)));
    }

    /** Says how long a case was warmed up, and whether the server's compilers then rested. */
    void warmedUp(String name, int seconds, boolean rested) {
        System.out.println(name + ": warmed up for " + seconds + " s, compilers " + (rested ? "rest" : "still work"));
    }

    /**
     * @param seconds from the first request until everything was done
     * @param p50 from receipt to observer, milliseconds
     */
    void endToEnd(int connections, LoadResult load, double seconds, double p50, double p99) {
        String note = "%d accepted at %.0f/s, all done after %.1f s".formatted(load.accepted(), load.rate(), seconds);
        add(new Row(
                END_TO_END, connections, load.accepted() / seconds, p50, p99, load.errors(), note + lastError(load)));
    }

    void fact(String name, String value) {
        facts.put(name, value);
        System.out.println(name + ": " + value);
    }

    /** @param cost nanoseconds an event, by number of triggers */
    void rules(Map<Integer, Double> cost) {
        rules.putAll(cost);
    }

    private void add(Row row) {
        rows.add(row);
        System.out.println(line(row));
    }

    private static String lastError(LoadResult load) {
        return load.errors() == 0 ? "" : " (" + load.lastError() + ")";
    }

    /** One line a case, separated by tabs. */
    String raw() {
        StringBuilder text = new StringBuilder("case\tconnections\trate\tp50_ms\tp99_ms\terrors\tnote\n");
        rows.forEach(row -> text.append("%s\t%d\t%s\t%s\t%s\t%d\t%s%n"
                .formatted(row.name(), row.connections(), row.rate(), row.p50(), row.p99(), row.errors(), row.note())));
        rules.forEach(
                (triggers, cost) -> text.append("rules\t%d triggers\t%s ns an event%n".formatted(triggers, cost)));
        facts.forEach(
                (name, value) -> text.append(name).append('\t').append(value).append('\n'));
        return text.toString();
    }

    /** For people, Markdown. */
    String table() {
        StringBuilder text = new StringBuilder("""
                | case | connections | rate/s | of ceiling | p50 ms | p99 ms | errors | |
                |---|---:|---:|---:|---:|---:|---:|---|
                """);
        rows.forEach(row -> text.append(line(row)).append('\n'));
        rules.forEach((triggers, cost) -> text.append(String.format(
                Locale.ROOT, "| rules, %,d triggers | | | | | | | %.2f µs an event |%n", triggers, cost / 1e3)));
        facts.forEach((name, value) -> text.append("| ")
                .append(name)
                .append(" | | | | | | | ")
                .append(value)
                .append(" |\n"));
        goals().forEach(goal -> text.append("\n").append(goal));
        return text.append('\n').toString();
    }

    private String line(Row row) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %s | %.1f | %.1f | %d | %s |",
                row.name(),
                row.connections(),
                row.rate(),
                ratio(row, "ceiling").map(Report::two).orElse(""),
                row.p50(),
                row.p99(),
                row.errors(),
                row.note());
    }

    /** What issue and documentation speak of, on WildFly: said, not enforced. */
    private List<String> goals() {
        List<String> goals = new ArrayList<>();
        goals.add("Server " + plan.server() + ", " + plan.seconds() + " s each after at most " + plan.warmUp()
                + " s of warm-up.");
        row("intake", 32).ifPresent(intake -> ratio(intake, "ceiling")
                .ifPresent(of -> goals.add("Intake at 32 connections: " + two(of) + " of the ceiling (goal 0.30), p99 "
                        + two(intake.p99()) + " ms (goal 100).")));
        row(END_TO_END, 32).ifPresent(whole -> ratio(whole, NAIVE)
                .ifPresent(of -> goals.add("End to end at 32 connections: " + two(of) + " times naive (goal 4).")));
        if (rules.size() > 1) {
            double of = rules.lastEntry().getValue() / rules.firstEntry().getValue();
            goals.add(String.format(
                    Locale.ROOT,
                    "%,d triggers: %.2f times the cost of %d (goal 1.5).",
                    rules.lastKey(),
                    of,
                    rules.firstKey()));
        }
        return goals;
    }

    private Optional<Double> ratio(Row row, String to) {
        return row(to, row.connections()).map(other -> row.rate() / other.rate());
    }

    private Optional<Row> row(String name, int connections) {
        return rows.stream()
                .filter(row -> row.name().equals(name) && row.connections() == connections)
                .findFirst();
    }

    private static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
