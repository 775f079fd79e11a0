package io.switchhook.definition;

import io.switchhook.template.Templates;
import java.util.List;

/** Definitions as people write them and as Genesys Cloud exports them. */
abstract class DefinitionParserFixture {
    static final String HANDOVER = """
            kind: trigger
            id: handover-ended
            name: Handover ended
            topicName: v2.detail.events.conversation.{id}.user.end
            enabled: true
            matchCriteria:
              - { jsonPath: mediaType,   operator: Equal, value: MESSAGE }
              - { jsonPath: messageType, operator: In, values: [OPEN, WHATSAPP] }
            target: { type: Workflow, id: tell-the-bot }
            ---
            kind: workflow
            id: tell-the-bot
            variables: { Language: en }
            steps:
              - name: notify
                httpRequest:
                  method: POST
                  url: https://bot.example.com/handover/genesysCloudOM
                  contentType: application/json
                  body: '{"userId": "{{ addressTo }}", "disconnectType": "{{ disconnectType }}"}'
                  headers: { X-Count: 3, X-Who: "{{ userId }}" }
                  query: { id: "{{ event.id }}" }
                  authorization: { credential: bot }
                  sign: { verification: hub-sha1, credential: bot }
                  timeout: PT10S
                  connectTimeout: PT2S
                  retry: { attempts: 5, delay: PT5S, factor: 2, maxDelay: PT10M, jitter: 0.5 }
                  output: { ticket: $.id }
            """;

    final DefinitionParser parser = new DefinitionParser(new Templates());

    List<DefinitionError> errors(String text) {
        return parser.parse("rules.yaml", text).errors();
    }

    static String workflow(String request) {
        return """
                kind: workflow
                id: w
                steps:
                  - name: s
                    httpRequest:
                      url: https://h/
                """ + request.indent(6);
    }

    static String trigger(String members) {
        return """
                kind: trigger
                id: t
                name: T
                topicName: x
                enabled: true
                target: { type: Workflow, id: w }
                """ + members;
    }
}
