package io.switchhook.definition;

import io.switchhook.eventpattern.InvalidPattern;
import io.switchhook.trigger.Criterion;
import io.switchhook.trigger.DataFormat;
import io.switchhook.trigger.RateLimit;
import io.switchhook.trigger.TopicName;
import io.switchhook.trigger.Trigger;
import io.switchhook.trigger.TriggerPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a trigger, as written here or exported by Genesys Cloud. */
final class TriggerParser {
    private static final int MAX_TOPIC = 512;

    private TriggerParser() {}

    /** The trigger; meaningless where problems were reported. */
    static Optional<Trigger> parse(Members members) {
        String name = Ids.read(members, "name");
        // what Genesys Cloud creates a trigger from has no id yet
        boolean withoutId = !members.has("kind") && members.value("id").isEmpty();
        String id = withoutId ? name : Ids.read(members, "id");
        String description =
                members.text("description", Trigger.MAX_DESCRIPTION).orElse("");
        Optional<TopicName> topic = topic(members);
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
        List<Criterion> criteria = CriteriaParser.parse(members, "matchCriteria");
        Optional<TriggerPattern> pattern = pattern(members);
        OptionalLong ttl = members.integer("eventTTLSeconds", Trigger.MIN_TIME_TO_LIVE.toSeconds(), Integer.MAX_VALUE);
        OptionalLong delay =
                members.integer("delayBySeconds", Trigger.MIN_DELAY.toSeconds(), Trigger.MAX_DELAY.toSeconds());
        if (ttl.isPresent() && delay.isPresent()) {
            members.error("delayBySeconds", "both delayBySeconds and eventTTLSeconds", "one of them");
        }
        OptionalLong version = members.integer("version", 0, Long.MAX_VALUE);
        Optional<RateLimit> rateLimit = members.members("rateLimit").flatMap(TriggerParser::rateLimit);
        members.value("selfUri");
        members.end();
        if (!members.problems().errors().isEmpty() || topic.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Trigger(
                id,
                name,
                description,
                topic.get(),
                enabled,
                criteria,
                pattern,
                workflow,
                format,
                seconds(ttl),
                seconds(delay),
                version,
                members.fingerprint(),
                rateLimit));
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
            Optional<DataFormat> format =
                    settings.oneOf("dataFormat", DataFormat.names()).flatMap(DataFormat::of);
            settings.end();
            return format;
        });
    }

    private static Optional<RateLimit> rateLimit(Members limit) {
        OptionalLong starts = limit.integer("starts", 1, RateLimit.MOST);
        Optional<Duration> per = limit.duration("per", RateLimit.SHORTEST, RateLimit.LONGEST);
        if (limit.value("starts").isEmpty()) {
            limit.error("starts", "nothing", "a whole number from 1 to " + RateLimit.MOST);
        }
        if (limit.value("per").isEmpty()) {
            limit.error(
                    "per", "nothing", "an ISO-8601 duration from " + RateLimit.SHORTEST + " to " + RateLimit.LONGEST);
        }
        limit.end();
        return starts.isPresent() && per.isPresent()
                ? Optional.of(new RateLimit((int) starts.getAsLong(), per.get()))
                : Optional.empty();
    }

    static Optional<TriggerPattern> pattern(Members members) {
        return members.object("pattern").flatMap(pattern -> {
            try {
                return Optional.of(TriggerPattern.of(pattern));
            } catch (InvalidPattern invalid) {
                members.error(
                        "pattern" + (invalid.path().isEmpty() ? "" : "." + invalid.path()),
                        invalid.found(),
                        invalid.allowed());
                return Optional.empty();
            }
        });
    }

    static Optional<TopicName> topic(Members members) {
        String topic = members.requiredText("topicName", MAX_TOPIC);
        if (topic.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TopicName.of(topic));
        } catch (IllegalArgumentException refused) {
            members.error("topicName", Problems.quoted(topic), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<Duration> seconds(OptionalLong seconds) {
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }
}
