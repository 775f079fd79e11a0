package io.switchhook.target;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a target answered.
 *
 * @param status 200 and more
 * @param headers by name in lower case, in order; the values of a repeated one joined by {@code ", "}. At most 64 Ki characters are kept
 * @param body as much of it as may be kept, decompressed
 * @param truncated whether there was more
 */
public record TargetAnswer(int status, Map<String, String> headers, Content body, boolean truncated) {
    public TargetAnswer {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The header of this name, in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The header of this name. */
    public Optional<String> retryAfter() {
        return header("retry-after");
    }
}
