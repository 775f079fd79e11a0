package io.switchhook.outbound;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a token endpoint answers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749, 5</a>
 */
final class TokenAnswer {
    /** How long a token is used whose life is not told. */
    static final Duration UNTOLD = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration MARGIN = Duration.ofSeconds(30);
    private static final Set<String> ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "access_denied",
            "temporarily_unavailable");

    private TokenAnswer() {}

    /**
     * The grant of an answer of 2xx.
     *
     * @param asked when it was asked for
     * @throws IllegalArgumentException if it is none; the message says why and shows nothing of it
     */
    static Grant grant(String body, Instant asked) {
        JsonObject answer =
                object(body).orElseThrow(() -> new IllegalArgumentException("its answer is no JSON object"));
        if (!(answer.get("access_token") instanceof JsonString token)
                || token.getString().isEmpty()
                || token.getString().chars().anyMatch(c -> c < '!' || c > '~')) {
            throw new IllegalArgumentException("its answer has no access_token that fits a header");
        }
        if (answer.get("token_type") instanceof JsonString type
                && !type.getString().equalsIgnoreCase("bearer")) {
            throw new IllegalArgumentException("its answer has a token_type that is not Bearer");
        }
        return Grant.of(answer, asked);
    }

    static String accessToken(Grant grant) {
        return grant.answer().getString("access_token");
    }

    /** Shortly before {@code expires_in} is over. */
    static Instant staleAt(JsonObject answer, Instant asked) {
        Duration life = seconds(answer.get("expires_in")).orElse(UNTOLD);
        Duration margin = life.dividedBy(10);
        return asked.plus(life.minus(margin.compareTo(MARGIN) < 0 ? margin : MARGIN));
    }

    private static Optional<Duration> seconds(JsonValue value) {
        try {
            BigDecimal number = value instanceof JsonNumber json
                    ? json.bigDecimalValue()
                    : value instanceof JsonString text ? new BigDecimal(text.getString()) : null;
            return Optional.ofNullable(number)
                    .map(seconds -> Duration.ofSeconds(seconds.max(BigDecimal.ZERO)
                            .min(BigDecimal.valueOf(LONGEST.toSeconds()))
                            .longValue()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** The error's code where it is one of the standard's: anything else could be what we sent. */
    static Optional<String> error(String body) {
        return object(body)
                .map(answer -> answer.get("error"))
                .filter(JsonString.class::isInstance)
                .map(error -> ((JsonString) error).getString())
                .filter(ERRORS::contains);
    }

    private static Optional<JsonObject> object(String body) {
        try (JsonReader reader = JsonText.provider().createReader(new StringReader(body))) {
            return reader.readValue() instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (RuntimeException notJson) {
            return Optional.empty();
        } catch (StackOverflowError tooDeep) {
            return Optional.empty();
        }
    }
}
