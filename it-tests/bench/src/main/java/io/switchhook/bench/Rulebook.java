package io.switchhook.bench;

import java.net.URI;

/** Definitions to be measured with: triggers that differ in what they ask for, and one workflow they all start. */
public final class Rulebook {
    /** What the event that is measured has as {@code queueId}; the first trigger asks for it. */
    public static final String QUEUE = "queue-0";

    private Rulebook() {}

    /** This many triggers and the workflow, whose only step calls the target. */
    public static String yaml(int triggers, URI target) {
        StringBuilder text = new StringBuilder("""
                kind: workflow
                id: tell
                steps:
                  - name: tell
                    httpRequest:
                      method: POST
                      url: %s
                      contentType: application/json
                      body: '{"interaction": "{{ id }}", "queue": "{{ queueId }}"}'
                """.formatted(target));
        for (int number = 0; number < triggers; number++) {
            text.append(trigger(number));
        }
        return text.toString();
    }

    /** A trigger that asks for {@code queue-<number>}. */
    public static String trigger(int number) {
        return """
                ---
                kind: trigger
                id: trigger-%1$d
                name: Trigger %1$d
                topicName: interaction.started
                enabled: true
                matchCriteria:
                  - { jsonPath: mediaType, operator: Equal, value: chat }
                  - { jsonPath: queueId, operator: Equal, value: queue-%1$d }
                  - { jsonPath: priority, operator: GreaterThan, value: 10 }
                target: { type: Workflow, id: tell }
                """.formatted(number);
    }
}
