package io.switchhook.workflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a step makes of an answer.
 *
 * @param success statuses with which the step is done; empty: 200 to 299
 * @param largest bytes of the body that are kept; empty: setting {@code switchhook.target.max-response}
 * @param output variable name to where its value is
 */
public record AnswerUse(Set<Integer> success, Optional<Integer> largest, Map<String, AnswerPart> output) {
    /** Status 2xx, and nothing kept. */
    public static final AnswerUse NONE = new AnswerUse(Set.of(), Optional.empty(), Map.of());

    /** Most bytes that may be asked for. */
    public static final int MOST = 64 * 1024 * 1024;

    public AnswerUse {
        success = Set.copyOf(success);
        output = Collections.unmodifiableMap(new LinkedHashMap<>(output));
    }

    /** Whether this status means that the step is done. */
    public boolean isSuccess(int status) {
        return success.isEmpty() ? status >= 200 && status < 300 : success.contains(status);
    }
}
