package io.switchhook.bench.rules;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Has JMH measure, in processes of its own. */
public final class RulesCost {
    private RulesCost() {}

    /**
     * Nanoseconds an event, by the number of triggers.
     *
     * @param raw file for JMH's own results
     */
    public static Map<Integer, Double> measure(Path raw) {
        Options options = new OptionsBuilder()
                .include(TriggerMatching.class.getName())
                .forks(2)
                .warmupIterations(4)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .resultFormat(ResultFormatType.JSON)
                .result(raw.toString())
                .build();
        try {
            Collection<RunResult> results = new Runner(options).run();
            Map<Integer, Double> costs = new TreeMap<>();
            for (RunResult result : results) {
                costs.put(
                        Integer.valueOf(result.getParams().getParam("triggers")),
                        result.getPrimaryResult().getScore());
            }
            return costs;
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH failed", e);
        }
    }
}
