package io.switchhook.bench.rules;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.bench.Rulebook;
import io.switchhook.definition.DefinitionFile;
import io.switchhook.definition.DefinitionParser;
import io.switchhook.definition.DefinitionSet;
import io.switchhook.definition.Match;
import io.switchhook.template.Templates;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One event against all triggers, as the engine asks; one trigger matches. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TriggerMatching {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    /** How many there are. */
    @Param({"10", "1000", "10000"})
    int triggers;

    private DefinitionSet definitions;
    private EventRecord event;

    @Setup
    public void prepare() {
        DefinitionParser parser = new DefinitionParser(new Templates());
        List<DefinitionFile> files = new ArrayList<>();
        files.add(parser.parse("workflow.yaml", Rulebook.yaml(0, URI.create("http://127.0.0.1/"))));
        for (int number = 0; number < triggers; number++) {
            files.add(parser.parse(number + ".yaml", Rulebook.trigger(number)));
        }
        definitions = DefinitionSet.of(files);
        event = new EventRecord(
                "e-1",
                EventKind.INTERACTION,
                "bench",
                "interaction.started",
                "chat-1",
                NOW,
                NOW,
                "",
                JsonText.read("""
                        {"id":"chat-1","mediaType":"chat","queueId":"%s","direction":"INBOUND","priority":50,"waiting":true,
                        "participants":[{"id":"p-1","type":"CUSTOMER"},{"id":"p-2","type":"AGENT"}],
                        "attributes":{"language":"en","segment":"gold"}}""".formatted(Rulebook.QUEUE)));
        if (match().size() != 1) {
            throw new IllegalStateException("One trigger was to match, not " + match() + "; " + definitions.errors());
        }
    }

    @Benchmark
    public List<Match> match() {
        return definitions.match(event, NOW);
    }
}
