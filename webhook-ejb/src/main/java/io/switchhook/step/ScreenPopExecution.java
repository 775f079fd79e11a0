package io.switchhook.step;

import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.TemplateNames;
import io.switchhook.template.Templates;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.ScreenPop;
import io.switchhook.workflow.ScreenPopStep;
import io.switchhook.workflow.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Does the step {@code screenPop}: what is to be shown is written with the record that the step is done, so once. A failure would be the
 * same at the next attempt.
 */
@ApplicationScoped
public class ScreenPopExecution {
    private final Templates templates;

    @Inject
    public ScreenPopExecution(Templates templates) {
        this.templates = templates;
    }

    protected ScreenPopExecution() {
        this(null); // for the CDI client proxy
    }

    /** One attempt of {@code step}. */
    public StepResult execute(ScreenPopStep step, RunContext context) {
        try {
            Map<String, Object> names = TemplateNames.of(context.names());
            String agent = RenderedLine.of(
                    templates.render(step.agent(), Escaping.NONE, names), "agent", 1, ScreenPop.MOST_TEXT);
            String label = RenderedLine.of(
                    shortened(templates.render(step.label(), Escaping.HEADER, names)), "label", 0, ScreenPop.MOST_TEXT);
            String url = url(step, names);
            return StepResult.Done.of("for " + agent, new ScreenPop(agent, url, label, step.display()));
        } catch (TemplateFailure | IllegalArgumentException wrong) {
            return failed(wrong.getMessage());
        }
    }

    private String url(ScreenPopStep step, Map<String, Object> names) {
        String rendered = templates.render(step.url(), Escaping.URL, names);
        int hash = rendered.indexOf('#');
        String fragment = hash < 0 ? "" : rendered.substring(hash);
        StringBuilder url = new StringBuilder(hash < 0 ? rendered : rendered.substring(0, hash));
        step.query().forEach((name, value) -> url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(templates.render(value, Escaping.NONE, names))));
        return checked(url + fragment);
    }

    /** A page's address and nothing else: a desk opens what it is told. */
    private static String checked(String url) {
        try {
            URI uri = new URI(new URI(url).toASCIIString());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new IllegalArgumentException("url: found scheme " + scheme + ", allowed are http and https");
            }
            if (uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("url: found "
                        + (uri.getHost() == null ? "no host" : "a user before the host")
                        + ", allowed is an absolute URL such as https://crm.example.com/customer/7");
            }
            String text = uri.toString();
            if (text.length() > ScreenPop.MOST_URL) {
                throw new IllegalArgumentException(
                        "url: found " + text.length() + " characters, allowed are " + ScreenPop.MOST_URL);
            }
            return text;
        } catch (URISyntaxException malformed) {
            // its message quotes the URL, which may hold what is not for the log
            throw new IllegalArgumentException("url: malformed at character " + (malformed.getIndex() + 1), malformed);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Better a shorter one than no screen pop. */
    private static String shortened(String label) {
        if (label.length() <= ScreenPop.MOST_TEXT) {
            return label;
        }
        boolean half = Character.isHighSurrogate(label.charAt(ScreenPop.MOST_TEXT - 1));
        return label.substring(0, ScreenPop.MOST_TEXT - (half ? 1 : 0));
    }

    private static StepResult failed(String reason) {
        return new StepResult.Failed("", reason, false, Optional.empty());
    }
}
