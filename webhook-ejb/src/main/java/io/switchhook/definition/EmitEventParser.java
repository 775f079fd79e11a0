package io.switchhook.definition;

import io.switchhook.ownevent.OwnEvents;
import io.switchhook.template.Escaping;
import io.switchhook.template.Templates;
import io.switchhook.workflow.EmitEventStep;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Reads the step {@code emitEvent}. */
final class EmitEventParser implements StepParser {
    private final TemplateChecks checks;
    private final TemplatesInJson json;

    EmitEventParser(Templates templates) {
        this.checks = new TemplateChecks(templates);
        this.json = new TemplatesInJson(templates);
    }

    @Override
    public Optional<Step> parse(StepHead head, Members members) {
        String topic = members.requiredText("topic", Templates.MAX_TEMPLATE);
        check(members, "topic", topic);
        if (topic.startsWith(OwnEvents.RESERVED)) {
            members.error(
                    "topic",
                    Problems.quoted(topic),
                    "a topic that does not begin with " + OwnEvents.RESERVED + ", which tells of Switchhook itself");
        }
        Optional<String> subject = members.text("subject", Templates.MAX_TEMPLATE);
        subject.ifPresent(template -> check(members, "subject", template));
        JsonObject data = members.object("data").orElse(JsonValue.EMPTY_JSON_OBJECT);
        json.check(members, members.path("data"), data);
        Optional<String> id = members.text("id", Templates.MAX_TEMPLATE);
        id.ifPresent(template -> check(members, "id", template));
        members.end();
        return members.problems().errors().isEmpty()
                ? Optional.of(new EmitEventStep(head, topic, subject, data, id))
                : Optional.empty();
    }

    private void check(Members members, String name, String template) {
        checks.text(members, members.path(name), template, Escaping.NONE);
    }
}
