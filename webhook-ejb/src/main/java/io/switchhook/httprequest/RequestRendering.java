package io.switchhook.httprequest;

import io.switchhook.config.InvalidSetting;
import io.switchhook.credential.Credential;
import io.switchhook.credential.Credentials;
import io.switchhook.target.Content;
import io.switchhook.target.TargetAddress;
import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.TemplateNames;
import io.switchhook.template.Templates;
import io.switchhook.verification.Signer;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.RunContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the request of a step: templates, credential, signature, and the headers that tell repeats and origin. */
final class RequestRendering {
    private final Templates templates;
    private final Credentials credentials;

    RequestRendering(Templates templates, Credentials credentials) {
        this.templates = templates;
        this.credentials = credentials;
    }

    /** @param carried what the credential gives the request */
    HttpRequest render(HttpRequestStep step, RunContext context, Optional<Credential> carried) throws Unsendable {
        try {
            Map<String, Object> names = TemplateNames.of(context.names());
            Optional<Content> body = body(step, names);
            return new HttpRequest(step.method(), uri(step, names), headers(step, context, names, body, carried), body);
        } catch (TemplateFailure failure) {
            throw new Unsendable(failure.getMessage(), failure);
        } catch (InvalidSetting missing) {
            throw new Unsendable("credential: " + missing.getMessage(), missing);
        } catch (IllegalArgumentException wrong) {
            throw new Unsendable(wrong.getMessage(), wrong);
        }
    }

    /** The target, where the URL says it without being rendered. */
    static Optional<TargetAddress> target(HttpRequestStep step) {
        if (step.url().indexOf('{') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(TargetAddress.of(new URI(step.url())));
        } catch (URISyntaxException | IllegalArgumentException unusable) {
            return Optional.empty(); // rendering it says why
        }
    }

    private URI uri(HttpRequestStep step, Map<String, Object> names) throws Unsendable {
        String rendered = templates.render(step.url(), Escaping.URL, names);
        int fragment = rendered.indexOf('#');
        StringBuilder url = new StringBuilder(fragment < 0 ? rendered : rendered.substring(0, fragment));
        step.query().forEach((name, value) -> url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(encoded(name))
                .append('=')
                .append(encoded(templates.render(value, Escaping.NONE, names))));
        try {
            URI uri = new URI(new URI(url.toString()).toASCIIString());
            TargetAddress.of(uri);
            return uri;
        } catch (URISyntaxException malformed) {
            // Its message quotes the URL, whose query may hold secrets.
            throw new Unsendable("the URL is malformed at character " + (malformed.getIndex() + 1), null);
        }
    }

    private static String encoded(String text) {
        return formEncoded(text).replace("+", "%20");
    }

    private static String formEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Optional<Content> body(HttpRequestStep step, Map<String, Object> names) {
        if (!step.form().isEmpty()) {
            String fields = step.form().entrySet().stream()
                    .map(field -> formEncoded(field.getKey()) + "="
                            + formEncoded(templates.render(field.getValue(), Escaping.NONE, names)))
                    .collect(Collectors.joining("&"));
            return Optional.of(new Content(step.contentType(), fields.getBytes(StandardCharsets.UTF_8)));
        }
        Charset charset = ContentCharset.of(step.contentType());
        return step.body()
                .map(template -> templates.render(template, Escaping.forContentType(step.contentType()), names))
                .map(text -> new Content(step.contentType(), text.getBytes(charset)));
    }

    private Map<String, String> headers(
            HttpRequestStep step,
            RunContext context,
            Map<String, Object> names,
            Optional<Content> body,
            Optional<Credential> carried) {
        Map<String, String> headers = RunHeaders.of(step.name(), context);
        step.headers()
                .forEach((name, value) ->
                        RunHeaders.put(headers, name, templates.render(value, Escaping.HEADER, names)));
        carried.ifPresent(credential -> RunHeaders.put(headers, credential.headerName(), credential.headerValue()));
        step.signature().ifPresent(signature -> {
            Signer signer = Signer.of(signature.verification(), credentials.secret(signature.credential()));
            signer.sign(body.map(Content::bytes).orElseGet(() -> new byte[0]))
                    .forEach((name, value) -> RunHeaders.put(headers, name, value));
        });
        return headers;
    }
}
