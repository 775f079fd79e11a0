package io.switchhook.source;

import io.switchhook.adapter.Adapter;
import io.switchhook.adapter.AgentEvents;
import io.switchhook.adapter.AnyBody;
import io.switchhook.adapter.CloudEvents;
import io.switchhook.adapter.DuplicateWindow;
import io.switchhook.adapter.GenesysCloud;
import io.switchhook.adapter.Interactions;
import io.switchhook.adapter.MemberRules;
import io.switchhook.adapter.ValueFrom;
import io.switchhook.adapter.WebEngagement;
import io.switchhook.adapter.WebexFlow;
import io.switchhook.adapter.WebexWebhooks;
import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Reads what turns a source's requests into events. Under {@code switchhook.source.<name>.}, beside {@code adapter}:
 *
 * <table>
 * <caption>Keys of adapters</caption>
 * <tr><td>{@code duplicate-window}</td><td>how long the same body is a repeat where the sender gives no id; {@code PT0S}, or
 *     {@code PT1S} to {@code P1D}; default {@code PT1M}, for a workflow's call to a bot {@code PT0S}</td></tr>
 * <tr><td>{@code topic}</td><td>{@code genesys-cloud}: of bodies that name none; {@code webex-flow}: what follows {@code webex.flow.};
 *     {@code json}</td></tr>
 * <tr><td>{@code topic-member}, {@code subject-member}, {@code id-member}, {@code time-member}</td><td>{@code webex-flow},
 *     {@code json}: where the request says it, a JSONPath or {@code header:<Name>}</td></tr>
 * <tr><td>{@code activities}</td><td>{@code agent-events}: names of activity codes, {@code 16=available,34=on break}</td></tr>
 * </table>
 *
 * A key that the source's adapter does not use is an error: who set it relies on it.
 */
final class AdapterSettings {
    private static final List<String> NAMES = List.of(
            "interactions",
            "genesys-cloud",
            "agent-events",
            "web-engagement",
            "webex-webhooks",
            "webex-flow",
            "cloudevents",
            "json");
    private static final Set<String> WITH_MEMBERS = Set.of("webex-flow", "json");
    private static final Map<String, Set<String>> USERS = Map.of(
            "topic", Set.of("genesys-cloud", "webex-flow", "json"),
            "topic-member", WITH_MEMBERS,
            "subject-member", WITH_MEMBERS,
            "id-member", WITH_MEMBERS,
            "time-member", WITH_MEMBERS,
            "activities", Set.of("agent-events"));
    private static final int LONGEST_TOPIC = 256;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);

    private final Settings settings;
    private final RandomGenerator random;

    AdapterSettings(Settings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** The names of adapters, for a message. */
    static String allowed() {
        return String.join(", ", NAMES);
    }

    /** @throws InvalidSetting if the name or one of the keys under {@code prefix} cannot be used */
    Adapter adapter(String prefix, String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidSetting(prefix + "adapter", name, allowed());
        }
        USERS.forEach((key, users) -> {
            if (!users.contains(name) && settings.text(prefix + key).isPresent()) {
                throw new InvalidSetting(prefix + key, "a value", "none: the adapter " + name + " does not use it");
            }
        });
        DuplicateWindow window = window(prefix + "duplicate-window");
        return switch (name) {
            case "interactions" -> new Interactions();
            case "genesys-cloud" -> new GenesysCloud(topic(prefix, GenesysCloud.USUAL_TOPIC), window);
            case "agent-events" -> new AgentEvents(activities(prefix + "activities"), window);
            case "web-engagement" -> new WebEngagement(window);
            case "webex-webhooks" -> new WebexWebhooks(window);
            case "webex-flow" -> new WebexFlow(members(prefix, WebexFlow.USUAL_NAME), window);
            case "cloudevents" -> new CloudEvents(window);
            default -> new AnyBody(members(prefix, AnyBody.USUAL_TOPIC), window);
        };
    }

    private DuplicateWindow window(String key) {
        Optional<Duration> set = settings.text(key)
                .map(present -> settings.duration(key, Duration.ZERO, Duration.ZERO, LONGEST_WINDOW))
                .map(window -> Duration.ofMillis(window.toMillis()));
        if (set.filter(window -> !window.isZero() && window.compareTo(SHORTEST_WINDOW) < 0)
                .isPresent()) {
            throw new InvalidSetting(
                    key, settings.text(key).orElse(""), "PT0S, or an ISO-8601 duration from PT1S to PT24H");
        }
        return new DuplicateWindow(set, random);
    }

    private String topic(String prefix, String usual) {
        String topic = settings.text(prefix + "topic").orElse(usual);
        if (topic.length() > LONGEST_TOPIC || topic.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSetting(
                    prefix + "topic",
                    "a text of " + topic.length() + " characters",
                    "up to " + LONGEST_TOPIC + ", no control character");
        }
        return topic;
    }

    private MemberRules members(String prefix, String usualTopic) {
        return new MemberRules(
                topic(prefix, usualTopic),
                valueFrom(prefix + "topic-member"),
                valueFrom(prefix + "subject-member"),
                valueFrom(prefix + "id-member"),
                valueFrom(prefix + "time-member"));
    }

    private Optional<ValueFrom> valueFrom(String key) {
        return settings.text(key).map(text -> {
            try {
                return ValueFrom.of(text);
            } catch (IllegalArgumentException neither) {
                throw new InvalidSetting(
                        key, text + " (" + neither.getMessage() + ")", "a JSONPath, or header: and a header's name");
            }
        });
    }

    private Map<Long, String> activities(String key) {
        List<String> elements = settings.list(key);
        if (elements.isEmpty()) {
            return AgentEvents.USUAL_ACTIVITIES;
        }
        Map<Long, String> activities = new LinkedHashMap<>();
        for (String element : elements) {
            int equals = element.indexOf('=');
            String code = equals < 0 ? "" : element.substring(0, equals).strip();
            String name = equals < 0 ? "" : element.substring(equals + 1).strip();
            if (!code.matches("-?[0-9]{1,18}") || name.isEmpty() || activities.put(Long.valueOf(code), name) != null) {
                throw new InvalidSetting(
                        key, element, "a list of <code>=<name>, each code once, for example 16=available,34=on break");
            }
        }
        return activities;
    }
}
