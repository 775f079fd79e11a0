package io.switchhook.definition;

import io.switchhook.template.Escaping;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.Templates;
import io.switchhook.verification.Signer;
import io.switchhook.workflow.AnswerUse;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.HttpRequestStep.OutboundSignature;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepHead;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the step {@code httpRequest}. */
final class HttpRequestParser implements StepParser {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Set<String> OWN_HEADERS =
            Set.of("content-length", "transfer-encoding", "host", "connection", "content-type", "expect", "upgrade");
    private static final Pattern CONTENT_TYPE = Pattern.compile("[!-~]+/[!-~]+(\\s*;[\\t -~]*)?");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_HEADER = 8 * 1024;
    private static final int MAX_URL = 8 * 1024;
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

    private final Templates templates;

    HttpRequestParser(Templates templates) {
        this.templates = templates;
    }

    @Override
    public Optional<Step> parse(StepHead head, Members members) {
        String method = method(members);
        String url = url(members);
        Map<String, String> headers = headers(members);
        Map<String, String> query = members.texts("query", MAX_URL);
        query.forEach((parameter, value) ->
                template(members, Document.member(members.path("query"), parameter), value, Escaping.NONE));
        Map<String, String> form = form(members);
        String contentType = contentType(members);
        Optional<String> body = members.text("body", Templates.MAX_TEMPLATE);
        body.ifPresent(text -> template(members, members.path("body"), text, Escaping.forContentType(contentType)));
        Optional<String> credential = credential(members);
        Optional<OutboundSignature> signature = signature(members);
        Optional<Duration> connectTimeout = members.duration("connectTimeout", MIN_TIMEOUT, MAX_TIMEOUT);
        Optional<Duration> timeout = members.duration("timeout", MIN_TIMEOUT, MAX_TIMEOUT);
        AnswerUse answer = AnswerUseParser.parse(members);
        HttpRequestStep step = new HttpRequestStep(
                head,
                method,
                url,
                headers,
                query,
                contentType,
                body,
                form,
                credential,
                signature,
                connectTimeout,
                timeout,
                answer);
        members.end();
        return members.problems().errors().isEmpty() ? Optional.of(step) : Optional.empty();
    }

    private static String method(Members members) {
        String method = members.text("method", MAX_HEADER).orElse("POST").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            members.error("method", Problems.quoted(method), String.join(", ", METHODS));
        }
        return method;
    }

    private String url(Members members) {
        String url = members.requiredText("url", MAX_URL);
        String lower = url.strip().toLowerCase(Locale.ROOT);
        boolean web = lower.startsWith("http://") || lower.startsWith("https://") || lower.startsWith("{{");
        if (members.isText("url") && !url.isEmpty() && !web) {
            members.error("url", Problems.quoted(url), "an absolute URL that begins with https:// or http://");
        }
        template(members, members.path("url"), url, Escaping.URL);
        return url;
    }

    private Map<String, String> headers(Members members) {
        Map<String, String> headers = members.texts("headers", MAX_HEADER);
        headers.forEach((header, value) -> {
            String at = Document.member(members.path("headers"), header);
            if (!HEADER_NAME.matcher(header).matches()) {
                members.problems().add(at, "this name", "a header's name (RFC 9110, a token)");
            } else if (OWN_HEADERS.contains(header.toLowerCase(Locale.ROOT))) {
                members.problems().add(at, "this header", "others; it is set by contentType and the HTTP client");
            }
            template(members, at, value, Escaping.HEADER);
        });
        return headers;
    }

    private Map<String, String> form(Members members) {
        Map<String, String> form = members.texts("form", Templates.MAX_TEMPLATE);
        form.forEach((field, value) ->
                template(members, Document.member(members.path("form"), field), value, Escaping.NONE));
        if (members.has("form") && members.has("body")) {
            members.error("form", "body beside it", "one of body and form");
        }
        return form;
    }

    private static String contentType(Members members) {
        String contentType =
                members.text("contentType", MAX_HEADER).orElse(members.has("form") ? FORM : "application/json");
        if (!CONTENT_TYPE.matcher(contentType).matches()) {
            members.error("contentType", Problems.quoted(contentType), "a media type such as application/json");
        } else if (members.has("form") && !contentType.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            members.error("contentType", Problems.quoted(contentType), FORM + ", because of form");
        }
        return contentType;
    }

    private static Optional<String> credential(Members members) {
        return members.members("authorization").map(authorization -> {
            String credential = Ids.credential(authorization);
            authorization.end();
            return credential;
        });
    }

    private static Optional<OutboundSignature> signature(Members members) {
        return members.members("sign").map(sign -> {
            String verification = sign.requiredText("verification", Ids.MAX_LENGTH);
            String credential = Ids.credential(sign);
            sign.end();
            if (!verification.isEmpty()) {
                try {
                    Signer.of(verification, "any");
                } catch (IllegalArgumentException unknown) {
                    sign.error("verification", Problems.quoted(verification), "a scheme: " + unknown.getMessage());
                }
            }
            return new OutboundSignature(verification, credential);
        });
    }

    private void template(Members members, String at, String text, Escaping escaping) {
        try {
            templates.check(text, escaping);
        } catch (TemplateFailure failure) {
            members.problems().add(at, failure.getMessage(), "a Pebble template");
        }
    }
}
