package io.switchhook.api.subscription;

import io.switchhook.api.Subscription;
import io.switchhook.api.wire.Interest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The application as Switchhook knows it.
 *
 * @param name its durable name; empty while the application's own name is to be taken
 * @param threads how many deliveries it takes at a time
 * @param interest which events it wants
 */
record Subscriber(String name, int threads, Interest interest) {
    static final Subscriber UNNAMED = new Subscriber("", 4);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final String ALLOWED = "1 to 100 of the characters A-Z a-z 0-9 . _ -";
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,64}");
    private static final int LONGEST = 512;

    /** One that wants all events. */
    Subscriber(String name, int threads) {
        this(name, threads, Interest.ALL);
    }

    static Subscriber of(Subscription annotation) {
        return new Subscriber(
                annotation.name(),
                annotation.threads(),
                new Interest(
                        Set.copyOf(List.of(annotation.topics())),
                        Set.copyOf(List.of(annotation.sources())),
                        annotation.subjectPrefix()));
    }

    /** What is wrong with what the beans of one application declare; empty where nothing is. */
    static List<String> problems(Set<Subscriber> declared) {
        List<String> problems = new ArrayList<>();
        if (declared.size() > 1) {
            problems.add("An application has one subscription, found " + declared.size() + " different ones: "
                    + declared.stream().map(Subscriber::toString).sorted().toList());
        }
        for (Subscriber subscriber : declared) {
            if (!subscriber.name.isEmpty() && !NAME.matcher(subscriber.name).matches()) {
                problems.add(subscriber + ": name must be " + ALLOWED);
            }
            if (subscriber.threads < 1 || subscriber.threads > 64) {
                problems.add(subscriber + ": threads must be 1 to 64");
            }
            Interest interest = subscriber.interest;
            if (interest.topics().stream().anyMatch(topic -> topic.isBlank() || isUnusual(topic))) {
                problems.add(
                        subscriber + ": topics must be of 1 to " + LONGEST + " characters, none of them a control one");
            }
            if (!interest.sources().stream()
                    .allMatch(source -> SOURCE.matcher(source).matches())) {
                problems.add(subscriber + ": sources must be of 1 to 64 of the characters a-z 0-9 -");
            }
            if (isUnusual(interest.subjectPrefix())) {
                problems.add(subscriber + ": subjectPrefix must be of at most " + LONGEST
                        + " characters, none of them a control one");
            }
        }
        return problems;
    }

    private static boolean isUnusual(String text) {
        return text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl);
    }

    /**
     * This subscriber, under the application's name where it has none of its own.
     *
     * @throws IllegalStateException if the application's name cannot be a subscriber's
     */
    Subscriber orNamed(String application) {
        if (!name.isEmpty()) {
            return this;
        }
        if (!NAME.matcher(application).matches()) {
            throw new IllegalStateException("The application's name \"" + application
                    + "\" cannot name a subscription, which takes " + ALLOWED
                    + ": put @Subscription(name = \"…\") on one of its beans");
        }
        return new Subscriber(application, threads, interest);
    }

    /** What selects this subscriber's deliveries; it never changes, since changing it would discard those that wait. */
    String selector(String property) {
        return property + " = '" + name + "'";
    }

    @Override
    public String toString() {
        return "@Subscription(name = \"" + name + "\", threads = " + threads
                + (interest.equals(Interest.ALL) ? "" : ", " + interest.toJson()) + ")";
    }
}
