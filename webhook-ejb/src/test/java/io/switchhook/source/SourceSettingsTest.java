package io.switchhook.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.source.Source.OnRejected;
import io.switchhook.source.SourceState.Disabled;
import io.switchhook.source.SourceState.Ready;
import io.switchhook.verification.HubSignature;
import io.switchhook.verification.Verification.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSettingsTest {
    private static final String SECRET = "current-app-secret";

    @TempDir
    private Path folder;

    @Test
    void hasNoSourcesOutOfTheBox() {
        assertThat(states(Map.of())).isEmpty();
    }

    @Test
    void readsASourceWithItsDefaults() {
        Source source = ready(settings());

        assertThat(source.name()).isEqualTo("digital");
        assertThat(source.adapterName()).isEqualTo("interactions");
        assertThat(source.verificationName()).isEqualTo("hub-sha1");
        assertThat(source.maxBody()).isEqualTo(1_048_576);
        assertThat(source.onRejected()).isEqualTo(OnRejected.REFUSE);
    }

    @Test
    void readsEverySecretAndLimit() {
        Source source = ready(with("secrets", "one,two\\,three", "max-body", "64K", "on-rejected", "200"));

        assertThat(source.maxBody()).isEqualTo(65_536);
        assertThat(source.onRejected()).isEqualTo(OnRejected.DROP);
        assertThat(positionOf(source, "one")).isEqualTo(1);
        assertThat(positionOf(source, "two,three")).isEqualTo(2);
    }

    @Test
    void addsTheSecretsOfAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("secrets"), "\n  from-file \r\nolder\n");

        Source source = ready(with("secrets-file", file.toString()));

        assertThat(positionOf(source, SECRET)).isEqualTo(1);
        assertThat(positionOf(source, "from-file")).isEqualTo(2);
        assertThat(positionOf(source, "older")).isEqualTo(3);
    }

    @Test
    void takesSecretsFromAFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("secrets"), "from-file");

        assertThat(positionOf(ready(with("secrets", "", "secrets-file", file.toString())), "from-file"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adapter | telegraph | found telegraph, allowed is interactions, genesys-cloud, agent-events",
                "adapter | '' | found nothing, allowed is interactions, genesys-cloud, agent-events",
                "verification | hub | found hub, allowed is hub-sha1, hub-sha256, standard-webhooks, webex-cc, hmac, basic",
                "verification | '' | found nothing, allowed is hub-sha1",
                "verification.encoding | base32 | found base32, allowed is hex, base64 or base64url",
                "secrets | '' | found none, allowed is at least one secret, here or in secrets-file",
                "secrets | ', ,' | found none, allowed is at least one secret, here or in secrets-file",
                "secrets-file | /no/such/file | found something that cannot be read, allowed is path of a readable",
                "max-body | 11M | found 11M, allowed is bytes from 1 to 10485760",
                "max-body | 0 | found 0, allowed is bytes from 1",
                "max-body | big | found big, allowed is bytes from 1",
                "on-rejected | 204 | found 204, allowed is 401 or 200",
                "verification.algorithm | sha512 | found a value, allowed is none: verification hub-sha1 does not use"
            })
    void disablesASourceByAWrongSetting(String key, String value, String message) {
        assertThat(disabled(with(key, value)))
                .startsWith("switchhook.source.digital." + key + ": ")
                .contains(message)
                .doesNotContain(SECRET);
    }

    @Test
    void neverShowsASecretPutInTheWrongPlace() {
        assertThat(disabled(with("secrets-file", SECRET))).doesNotContain(SECRET);
    }

    @Test
    void disablesASourceWithASecretsFileThatIsNoText() throws IOException {
        Path file = Files.write(folder.resolve("secrets"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThat(disabled(with("secrets-file", file.toString())))
                .startsWith("switchhook.source.digital.secrets-file: ");
        assertThat(disabled(with("secrets-file", folder.toString())))
                .startsWith("switchhook.source.digital.secrets-file: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Digital", "a b", "../x", "a.b", "ä"})
    void disablesASourceWithANameThatIsNone(String name) {
        List<SourceState> states = states(Map.of("switchhook.sources", name));

        assertThat(states).singleElement().isInstanceOfSatisfying(Disabled.class, disabled -> {
            assertThat(disabled.name()).isEqualTo(name);
            assertThat(disabled.reason())
                    .startsWith("switchhook.sources: found name")
                    .contains("hyphens");
        });
    }

    @Test
    void leavesOtherSourcesAlone() {
        Map<String, String> settings = with("adapter", "telegraph");
        settings.put("switchhook.sources", "digital, second ,second");
        settings.put("switchhook.source.second.adapter", "interactions");
        settings.put("switchhook.source.second.verification", "hub-sha1");
        settings.put("switchhook.source.second.secrets", "x");

        assertThat(states(settings)).extracting(SourceState::name).containsExactly("digital", "second");
        assertThat(states(settings).get(0)).isInstanceOf(Disabled.class);
        assertThat(states(settings).get(1)).isInstanceOf(Ready.class);
    }

    @Test
    void disablesASourceWhoseValueCannotBeExpanded() {
        Settings failing = new Settings(key -> {
            if (key.endsWith(".secrets")) {
                throw new NoSuchElementException("Could not expand value " + SECRET);
            }
            return Optional.ofNullable(settings().get(key));
        });

        assertThat(new SourceSettings(failing, new SecretFile(), new SplittableRandom(1)).all())
                .singleElement()
                .isInstanceOfSatisfying(Disabled.class, disabled -> assertThat(disabled.reason())
                        .startsWith("switchhook.source.digital.secrets: found a value that cannot be read")
                        .doesNotContain(SECRET));
    }

    private static int positionOf(Source source, String secret) {
        byte[] body = {'x'};
        Headers headers = Headers.of(Map.of(HubSignature.HEADER, List.of(HubSignature.header(body, secret))));
        return ((Accepted) source.verification().verify(new HookRequest(headers, body, "192.0.2.1", Instant.EPOCH)))
                .secretPosition();
    }

    private static Source ready(Map<String, String> settings) {
        return ((Ready) states(settings).get(0)).source();
    }

    private static String disabled(Map<String, String> settings) {
        return ((Disabled) states(settings).get(0)).reason();
    }

    private static List<SourceState> states(Map<String, String> settings) {
        return new SourceSettings(Settings.of(settings), new SecretFile(), new SplittableRandom(1)).all();
    }

    private static Map<String, String> with(String... keysAndValues) {
        Map<String, String> settings = settings();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put("switchhook.source.digital." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }

    private static Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "switchhook.sources", "digital",
                "switchhook.source.digital.adapter", "interactions",
                "switchhook.source.digital.verification", "hub-sha1",
                "switchhook.source.digital.secrets", SECRET));
    }
}
