package io.switchhook.it.cluster;

import static io.switchhook.it.admin.AdminApi.await;

import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.probe.ProbeApplication;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What tests of several servers have in common: rules that tell a target of each event, and servers at a broker. */
final class ClusterScene {
    /** Events of each subject. */
    static final int LENGTH = 20;

    private static final Duration SOON = Duration.ofMinutes(2);

    private ClusterScene() {}

    static String topic(int step) {
        return "interaction.step-" + step;
    }

    /** The topics of each subject's events, in order. */
    static List<String> topics() {
        return IntStream.range(0, LENGTH).mapToObj(ClusterScene::topic).toList();
    }

    /** A workflow that tells the target topic and subject of each event, in its path. */
    static String rules(URI target) {
        return """
                kind: workflow
                id: tell
                steps:
                  - name: call
                    httpRequest:
                      url: '%s/{{ event.subject }}/{{ event.topic }}'
                      retry: { attempts: 100, delay: PT0.3S, maxDelay: PT1S }
                ---
                kind: trigger
                id: any-step
                name: any step
                topicName: 'interaction.*'
                enabled: true
                target: { type: Workflow, id: tell }
                """.formatted(target);
    }

    /** The topics the target was told of one subject, repeats included. */
    static List<String> topicsAt(HttpTarget target, String subject) {
        String middle = "/" + subject + "/";
        return target.requests().stream()
                .map(request -> request.path())
                .filter(path -> path.contains(middle))
                .map(path -> path.substring(path.indexOf(middle) + middle.length()))
                .toList();
    }

    /** As each came for the first time: after a death some come again. */
    static List<String> withoutRepeats(List<String> arrived) {
        return List.copyOf(new LinkedHashSet<>(arrived));
    }

    /** A subscriber gets what was taken in after Switchhook first heard of it. */
    static void awaitSubscriber(Sender sender, ProbeApplication subscriber) {
        AtomicInteger sent = new AtomicInteger();
        await(
                subscriber.name() + " is known",
                SOON,
                () -> sender.accepted(Sender.body("first-" + sent.incrementAndGet(), "STEP-0", "first")),
                accepted -> !subscriber.topicsSeen("first").isEmpty());
    }
}
