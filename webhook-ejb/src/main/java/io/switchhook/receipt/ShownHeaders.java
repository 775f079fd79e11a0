package io.switchhook.receipt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a receipt shows of a request's headers: all names, and the values of those that are known to be harmless. A sender may put its
 * secret into any header, also by mistake, so every other value is {@value #HIDDEN}. Immutable.
 *
 * <p>In a value, what stands behind a question mark is hidden, since addresses may hold tokens there, and so is an address with
 * credentials. Length and number are bounded.
 */
public final class ShownHeaders {
    /** Stands for a hidden value. */
    public static final String HIDDEN = "***";

    /** Name of the line that says how many more there were. */
    static final String MORE = "\u2026";

    static final int MOST_LINES = 40;
    /** Characters after which no line is begun. */
    static final int MOST_TEXT = 4_000;

    static final int LONGEST_NAME = 64;
    static final int LONGEST_VALUE = 200;

    private static final Set<String> HARMLESS = Set.of(
            "accept",
            "accept-charset",
            "accept-encoding",
            "accept-language",
            "cache-control",
            "ce-datacontenttype",
            "ce-id",
            "ce-source",
            "ce-specversion",
            "ce-subject",
            "ce-time",
            "ce-type",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "date",
            "expect",
            "forwarded",
            "host",
            "origin",
            "te",
            "trailer",
            "transfer-encoding",
            "traceparent",
            "upgrade",
            "user-agent",
            "via",
            "webhook-id",
            "webhook-request-origin",
            "webhook-request-rate",
            "webhook-timestamp",
            "x-b3-parentspanid",
            "x-b3-sampled",
            "x-b3-spanid",
            "x-b3-traceid",
            "x-correlation-id",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-proto",
            "x-github-delivery",
            "x-github-event",
            "x-github-hook-id",
            "x-real-ip",
            "x-request-id",
            "x-slack-request-timestamp",
            "x-slack-retry-num",
            "x-slack-retry-reason",
            "x-webexcc-timestamp",
            "x-zm-request-timestamp");

    /** A header with one of these in its name is never shown, whoever asks for it. */
    private static final Set<String> SECRETIVE = Set.of(
            "auth",
            "cookie",
            "credential",
            "digest",
            "hmac",
            "jwt",
            "key",
            "passw",
            "secret",
            "session",
            "signature",
            "token");

    private final Set<String> shown;

    /** @param more names of further headers whose values may be seen */
    public ShownHeaders(Collection<String> more) {
        Set<String> names = new HashSet<>(HARMLESS);
        more.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !isSecretive(name))
                .forEach(names::add);
        this.shown = Set.copyOf(names);
    }

    /** The headers as a receipt keeps them: a line each, {@code name: value}, in the order of names. */
    public String text(RequestFacts request) {
        StringBuilder text = new StringBuilder(512);
        int lines = 0;
        int more = 0;
        for (Map.Entry<String, List<String>> header : request.headers().all().entrySet()) {
            String name = header.getKey();
            boolean hidden = !shown.contains(name) || request.secretHeaders().contains(name);
            for (String value : header.getValue()) {
                if (lines == MOST_LINES || text.length() > MOST_TEXT) {
                    more++;
                } else {
                    lines++;
                    append(text, name, LONGEST_NAME);
                    text.append(": ");
                    append(text, hidden ? HIDDEN : withoutSecrets(value), LONGEST_VALUE);
                    text.append('\n');
                }
            }
        }
        if (more > 0) {
            text.append(MORE).append(": ").append(more).append('\n');
        }
        return text.toString();
    }

    /** Whether a header of this name is never shown. */
    public static boolean isSecretive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRETIVE.stream().anyMatch(lower::contains);
    }

    /** Headers that we send, by name; those that tell repeats are ours, and harmless. */
    public Map<String, String> shown(Map<String, String> headers) {
        Map<String, String> seen = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            if (seen.size() < MOST_LINES) {
                String lower = name.toLowerCase(Locale.ROOT);
                boolean harmless = shown.contains(lower) || lower.equals("idempotency-key");
                StringBuilder text = new StringBuilder();
                append(text, harmless ? withoutSecrets(value) : HIDDEN, LONGEST_VALUE);
                seen.put(name, text.toString());
            }
        });
        return seen;
    }

    /** Reads what {@link #text} wrote: the values of each name. */
    public static Map<String, List<String>> read(String text) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int end = line.indexOf(": ");
            if (end >= 0) {
                headers.computeIfAbsent(line.substring(0, end), absent -> new ArrayList<>())
                        .add(line.substring(end + 2));
            }
        });
        return headers;
    }

    private static String withoutSecrets(String value) {
        if (value.indexOf('@') >= 0 && value.contains("//")) {
            return HIDDEN;
        }
        int query = value.indexOf('?');
        return query < 0 ? value : value.substring(0, query + 1) + HIDDEN;
    }

    /** What could forge a line, turn text around or not be stored is replaced. */
    private static void append(StringBuilder text, String part, int longest) {
        int end = Math.min(part.length(), longest);
        for (int i = 0; i < end; i++) {
            char c = part.charAt(i);
            text.append((c >= ' ' && c < 127) || isHarmless(c) ? c : '\uFFFD');
        }
        if (part.length() > longest) {
            text.append('\u2026');
        }
    }

    private static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
