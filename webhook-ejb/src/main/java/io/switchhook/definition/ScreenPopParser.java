package io.switchhook.definition;

import io.switchhook.template.Escaping;
import io.switchhook.template.Templates;
import io.switchhook.workflow.ScreenPop;
import io.switchhook.workflow.ScreenPopStep;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the step {@code screenPop}. */
final class ScreenPopParser implements StepParser {
    private static final List<String> DISPLAYS = List.of("new-tab", "existing-tab", "inside-desktop");

    private final TemplateChecks checks;

    ScreenPopParser(Templates templates) {
        this.checks = new TemplateChecks(templates);
    }

    @Override
    public Optional<Step> parse(StepHead head, Members members) {
        String agent = members.requiredText("agent", Templates.MAX_TEMPLATE);
        checks.text(members, members.path("agent"), agent, Escaping.NONE);
        String url = url(members);
        String label = members.text("label", Templates.MAX_TEMPLATE).orElse("");
        checks.text(members, members.path("label"), label, Escaping.NONE);
        Map<String, String> query = members.texts("query", ScreenPop.MOST_URL);
        query.forEach((parameter, value) ->
                checks.text(members, Document.member(members.path("query"), parameter), value, Escaping.NONE));
        String display = members.oneOf("display", DISPLAYS).orElse(DISPLAYS.get(0));
        members.end();
        return members.problems().errors().isEmpty()
                ? Optional.of(new ScreenPopStep(head, agent, url, label, query, display))
                : Optional.empty();
    }

    private String url(Members members) {
        String url = members.requiredText("url", Templates.MAX_TEMPLATE);
        String lower = url.strip().toLowerCase(Locale.ROOT);
        boolean web = lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("{");
        if (members.isText("url") && !url.isEmpty() && !web) {
            members.error("url", Problems.quoted(url), "an absolute URL that begins with https:// or http://");
        }
        checks.text(members, members.path("url"), url, Escaping.URL);
        return url;
    }
}
