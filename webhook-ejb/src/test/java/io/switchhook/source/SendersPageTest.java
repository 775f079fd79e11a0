package io.switchhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import io.switchhook.config.Settings;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.verification.UrlValidation;
import io.switchhook.verification.Verification;
import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Rejected;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation says of other senders is what they send: its samples are run with signatures made elsewhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SendersPageTest {
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/senders/other-webhooks.md");
    private static final Pattern SAMPLE =
            Pattern.compile("(?ms)^## ([^\\n]+)\\n(?:(?!^## ).)*?^```properties\\n(.*?)^```");
    private static final Pattern SOURCE = Pattern.compile("switchhook\\.source\\.([a-z0-9-]+)\\.verification");

    private final Map<String, String> samples = samples();

    @Test
    void everySampleIsTriedAndEveryVectorHasItsSample() {
        Set<String> senders = new TreeSet<>();
        vectors().forEach(vector -> senders.add(vector.getString("sender")));

        assertThat(samples.keySet()).containsExactlyInAnyOrderElementsOf(senders);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void acceptsWhatTheSenderSigned(JsonObject vector) {
        Sample sample = sample(vector);
        HookRequest request = request(vector, vector.getString("body"), Duration.ZERO);

        assertThat(sample.verification().verify(request)).isEqualTo(new Accepted(1));
        Optional<JsonObject> answer =
                sample.validation().flatMap(kind -> kind.answer(request, 1)).map(JsonText::read);
        assertThat(answer).isEqualTo(Optional.ofNullable(vector.getJsonObject("answer")));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesItWithAnotherBodyOrMuchLater(JsonObject vector) {
        Sample sample = sample(vector);
        String changed = vector.getString("body").replaceFirst("[a-zA-Z0-9]", "#");
        boolean signsBody = !vector.getJsonObject("headers").isEmpty();
        boolean signsTime = !Set.of("GitHub", "Twilio", "Aircall").contains(vector.getString("sender"));

        if (signsBody) {
            assertThat(sample.verification().verify(request(vector, changed, Duration.ZERO)))
                    .isInstanceOf(Rejected.class);
        }
        assertThat(sample.verification().verify(request(vector, vector.getString("body"), Duration.ofHours(1))))
                .isInstanceOf(signsTime ? Rejected.class : Accepted.class);
    }

    private record Sample(Verification verification, Optional<UrlValidation> validation) {}

    private Sample sample(JsonObject vector) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(samples.get(vector.getString("sender"))));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        String name = settings.keySet().stream()
                .map(key -> SOURCE.matcher(key))
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow();
        String prefix = "switchhook.source." + name + ".";
        assertThat(settings).containsEntry("switchhook.sources", name).containsKey(prefix + "adapter");
        assertThat(settings.remove(prefix + "secrets-file")).isNotBlank();
        settings.put(prefix + "secrets", vector.getString("secret"));
        VerificationSettings verifications = new VerificationSettings(Settings.of(settings), new SecretFile());
        return new Sample(verifications.verification(name, prefix), verifications.urlValidation(prefix));
    }

    private static HookRequest request(JsonObject vector, String body, Duration later) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        vector.getJsonObject("headers")
                .forEach((name, value) -> headers.put(name, List.of(((JsonString) value).getString())));
        return new HookRequest(
                vector.getString("query"),
                Headers.of(headers),
                body.getBytes(UTF_8),
                "192.0.2.1",
                Instant.parse(vector.getString("receivedAt")).plus(later));
    }

    static List<JsonObject> vectors() {
        try (InputStream in = SendersPageTest.class.getResourceAsStream("/vectors/senders.json");
                JsonReader reader = JsonText.provider().createReader(in)) {
            return reader.readArray().getValuesAs(JsonObject.class);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Map<String, String> samples() {
        try {
            Map<String, String> samples = new TreeMap<>();
            for (MatchResult match :
                    SAMPLE.matcher(Files.readString(PAGE)).results().toList()) {
                samples.put(match.group(1), match.group(2));
            }
            return samples;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
