package io.switchhook.httprequest;

import io.switchhook.trace.TraceId;
import io.switchhook.workflow.RunContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of every outgoing request that tell repeats and origin. */
public final class RunHeaders {
    private RunHeaders() {}

    /** {@code Idempotency-Key}, and the correlation and trace of the event where they are fit for headers; to be added to. */
    public static Map<String, String> of(String step, RunContext context) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Idempotency-Key", idempotencyKey(step, context));
        String correlation = context.event().correlationId();
        if (!correlation.isBlank() && correlation.chars().allMatch(c -> c > ' ' && c < 127)) {
            headers.put("X-Correlation-Id", correlation);
            if (TraceId.isB3(correlation)) {
                headers.put(TraceId.HEADER, correlation);
            }
        }
        return headers;
    }

    /** Names of headers do not depend on case: the later one replaces. */
    public static void put(Map<String, String> headers, String name, String value) {
        headers.keySet().removeIf(name::equalsIgnoreCase);
        headers.put(name, value);
    }

    /** The same for every attempt of this step of this run, and for nothing else. */
    private static String idempotencyKey(String step, RunContext context) {
        String name = URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20");
        return context.event().id() + "-" + context.runId() + "-" + name;
    }
}
