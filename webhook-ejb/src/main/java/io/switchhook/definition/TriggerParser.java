package io.switchhook.definition;

import io.switchhook.jsonpath.FieldPath;
import io.switchhook.trigger.Condition;
import io.switchhook.trigger.Operator;
import io.switchhook.trigger.Trigger;
import io.switchhook.trigger.Trigger.DataFormat;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a trigger, as written here or exported by Genesys Cloud. */
final class TriggerParser {
    private static final int MAX_TOPIC = 512;
    private static final int MAX_PATH = 1024;

    private TriggerParser() {}

    /** The trigger; meaningless where problems were reported. */
    static Optional<Trigger> parse(Members members) {
        String id = Ids.read(members, "id");
        String name = Ids.read(members, "name");
        String description =
                members.text("description", Trigger.MAX_DESCRIPTION).orElse("");
        String topic = members.requiredText("topicName", MAX_TOPIC);
        if (topic.isBlank() && members.isText("topicName")) {
            members.error("topicName", Problems.quoted(topic), "a topic");
        }
        boolean enabled = enabled(members);
        Optional<DataFormat> format = Optional.empty();
        String workflow = "";
        Optional<Members> target = members.members("target");
        if (target.isPresent()) {
            workflow = workflow(target.get());
            format = format(target.get());
            target.get().end();
        } else if (members.value("target").isEmpty()) {
            members.error("target", "nothing", "{ type: Workflow, id: … }");
        }
        List<Condition> conditions = new ArrayList<>();
        members.objects("matchCriteria")
                .forEach(criterion -> condition(criterion).ifPresent(conditions::add));
        OptionalLong ttl = members.integer("eventTTLSeconds", Trigger.MIN_TIME_TO_LIVE.toSeconds(), Integer.MAX_VALUE);
        OptionalLong delay =
                members.integer("delayBySeconds", Trigger.MIN_DELAY.toSeconds(), Trigger.MAX_DELAY.toSeconds());
        if (ttl.isPresent() && delay.isPresent()) {
            members.error("delayBySeconds", "both delayBySeconds and eventTTLSeconds", "one of them");
        }
        OptionalLong version = members.integer("version", 0, Long.MAX_VALUE);
        members.value("selfUri");
        members.end();
        if (!members.problems().errors().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Trigger(
                id,
                name,
                description,
                topic,
                enabled,
                conditions,
                workflow,
                format,
                seconds(ttl),
                seconds(delay),
                version));
    }

    private static boolean enabled(Members members) {
        if (members.value("enabled").isEmpty()) {
            members.error("enabled", "nothing", "true or false");
        }
        return members.flag("enabled").orElse(false);
    }

    private static String workflow(Members target) {
        if (target.value("type").isEmpty()) {
            target.error("type", "nothing", "Workflow");
        }
        target.oneOf("type", List.of("Workflow"));
        return Ids.read(target, "id");
    }

    private static Optional<DataFormat> format(Members target) {
        return target.members("workflowTargetSettings").flatMap(settings -> {
            Optional<String> text = settings.oneOf(
                    "dataFormat",
                    Arrays.stream(DataFormat.values()).map(DataFormat::text).toList());
            settings.end();
            return text.flatMap(found -> Arrays.stream(DataFormat.values())
                    .filter(format -> format.text().equals(found))
                    .findFirst());
        });
    }

    private static Optional<Condition> condition(Members criterion) {
        String path = criterion.requiredText("jsonPath", MAX_PATH);
        Optional<FieldPath> field = path.isEmpty() ? Optional.empty() : path(criterion, path);
        if (criterion.value("operator").isEmpty()) {
            criterion.error("operator", "nothing", String.join(", ", Operator.names()));
        }
        Optional<Operator> operator =
                criterion.oneOf("operator", Operator.names()).flatMap(Operator::of);
        Optional<JsonValue> operand = operator.flatMap(known -> operand(criterion, known));
        criterion.has("value");
        criterion.has("values");
        criterion.end();
        return field.isPresent() && operand.isPresent()
                ? Optional.of(new Condition(field.get(), operator.orElseThrow(), operand.get()))
                : Optional.empty();
    }

    private static Optional<FieldPath> path(Members criterion, String path) {
        try {
            return Optional.of(FieldPath.of(path));
        } catch (IllegalArgumentException malformed) {
            criterion.error("jsonPath", Problems.quoted(path) + " (" + malformed.getMessage() + ")", "a JSONPath");
            return Optional.empty();
        }
    }

    private static Optional<JsonValue> operand(Members criterion, Operator operator) {
        String name = operator.member();
        String other = name.equals("value") ? "values" : "value";
        if (criterion.value(other).isPresent()) {
            criterion.error(other, other, name + " (operator " + operator.text() + ")");
            return Optional.empty();
        }
        if (!criterion.has(name)) {
            criterion.error(name, "nothing", operator.allowed() + " (operator " + operator.text() + ")");
            return Optional.empty();
        }
        JsonValue operand = criterion.value(name).orElse(JsonValue.NULL);
        if (!operator.accepts(operand)) {
            criterion
                    .problems()
                    .add(
                            criterion.path(name),
                            Problems.shortened(operand.toString()),
                            operator.allowed() + " (operator " + operator.text() + ")");
            return Optional.empty();
        }
        return Optional.of(operand);
    }

    private static Optional<Duration> seconds(OptionalLong seconds) {
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }
}
