package io.switchhook.dataaction;

import static java.util.Objects.requireNonNull;

import io.switchhook.jsonschema.JsonContract;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * A reusable HTTP call.
 *
 * @param id unique among data actions
 * @param name for people
 * @param secure whether its values are sensitive, so that no test shows them
 * @param credential name of the settings {@code switchhook.credential.<name>.*} whose values are {@code ${credentials.…}}
 * @param authAction id of the data action that logs in before, and whose result is {@code ${authResponse.…}}
 * @param input what the caller must give
 * @param request the templates of the request
 * @param response how the answer becomes the result
 * @param output what the result must be
 * @param timeout for the whole call, 1 to 60 seconds
 * @param document in the form of Genesys Cloud: what was imported, unchanged
 */
public record DataAction(
        String id,
        String name,
        boolean secure,
        Optional<String> credential,
        Optional<String> authAction,
        JsonContract input,
        RequestTemplates request,
        ResponseTemplates response,
        JsonContract output,
        Duration timeout,
        JsonObject document) {
    /** Shortest {@link #timeout}. */
    public static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);

    /** Longest {@link #timeout}, and what holds where none is given. */
    public static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);

    /** @throws IllegalArgumentException if the time-out is out of its range */
    public DataAction {
        requireNonNull(id, "id is null");
        if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout must be " + MIN_TIMEOUT + " to " + MAX_TIMEOUT);
        }
    }
}
