package io.switchhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.verification.Verification;
import io.switchhook.verification.Verification.Accepted;
import io.switchhook.verification.Verification.Rejected;
import io.switchhook.verification.Verification.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationSettingsTest {
    private static final String SECRET = "s3cr3t-of-the-sender";
    private static final String PREFIX = "switchhook.source.s.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verification=hub-sha1",
                "verification=hub-sha256; verification.encoding=base64url",
                "verification=webex-cc; verification.tolerance=PT1M",
                "verification=bearer",
                "verification=basic; secrets=bob:s3cr3t",
                "verification=token; verification.header=X-Api-Key",
                "verification=token; verification.header=Authorization; verification.prefix=Token",
                "verification=token; verification.parameter=key",
                "verification=token; verification.member=$.auth.token",
                "verification=standard-webhooks; secrets=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw; verification.header=svix-signature; verification.id-header=svix-id; verification.timestamp-header=svix-timestamp; verification.tolerance=PT10M",
                "verification=hmac; verification.header=X-Sig",
                "verification=hmac; verification.header=X-Sig; verification.algorithm=sha512; verification.encoding=base64; verification.prefix=v1=",
                "verification=hmac; verification.header=X-Sig; verification.content={id}.{timestamp}.{body}; verification.id-header=X-Id; verification.timestamp-header=X-T; verification.timestamp-format=iso; verification.tolerance=PT1S",
                "verification=hmac; verification.header=X-Sig; verification.content={timestamp}{body}; verification.signature-key=v1; verification.timestamp-key=t",
                "verification=hmac; verification.header=X-Sig; secrets=00ff,aabb; verification.secret-encoding=hex"
            })
    void everySchemeCanBeConfiguredAndBelievesNobodyWithoutProof(String settings) {
        assertThat(verification(settings).verify(request(Map.of()))).isInstanceOf(Rejected.class);
    }

    @Test
    void believesEverybodyOnlyIfThatIsWrittenOut() {
        assertThat(new VerificationSettings(Settings.of(Map.of(PREFIX + "verification", "none")), new SecretFile())
                        .verification("s", PREFIX)
                        .verify(request(Map.of())))
                .isEqualTo(new Accepted(0));
    }

    /** The same digest under the same key, from a secret written two ways: printf x | openssl dgst -sha256 -mac HMAC -macopt hexkey:00ff */
    @ParameterizedTest
    @CsvSource({"hex, 00ff", "base64, AP8="})
    void decodesSecrets(String encoding, String secret) {
        Verification verification = verification("verification=hmac; verification.header=X-Sig; secrets=aabb," + secret
                + "; verification.secret-encoding=" + encoding);
        Result result = verification.verify(
                request(Map.of("X-Sig", "ec08c38a1921799b7ab398838b5733373501bd34336bd9252cdc77b273a0b52d")));

        assertThat(result).isEqualTo(new Accepted(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verification=none; secrets=x | secrets: found a value, allowed is none",
                "verification=none; secrets-file=/x | secrets-file: found a value, allowed is none",
                "verification=basic | secrets: found secret 1 without a user name and a colon, allowed is user:password",
                "verification=standard-webhooks | secrets: found secret 1, which begins with neither whsec_ nor whpk_",
                "verification=standard-webhooks; secrets=whsec_%%% | secrets: found secret 1, which is not base64 after whsec_",
                "verification=bearer; verification.header=X | verification.header: found a value, allowed is none: verification bearer",
                "verification=hub-sha1; verification.tolerance=PT1M | verification.tolerance: found a value, allowed is none",
                "verification=hub-sha1; verification.url-validation=zoom | verification.url-validation: found a value, allowed is none",
                "verification=webex-cc; verification.tolerance=PT0S | verification.tolerance: found PT0S, allowed is",
                "verification=webex-cc; verification.tolerance=PT169H | verification.tolerance: found PT169H, allowed is",
                "verification=webex-cc; verification.tolerance=-PT1M | verification.tolerance: found -PT1M, allowed is",
                "verification=token | verification.header: found 0 places for the token",
                "verification=token; verification.header=X; verification.parameter=y | verification.header: found 2 places",
                "verification=token; verification.header=X: y | verification.header: found X: y, allowed is a header's name",
                "verification=token; verification.parameter=y; verification.prefix=z | verification.prefix: found a value",
                "verification=token; verification.member=$..token | verification.member: found $..token, allowed is names",
                "verification=token; verification.member=a[ | verification.member: found a[, allowed is names",
                "verification=hmac | verification.header: found nothing",
                "verification=hmac; verification.header=X; verification.algorithm=md5 | verification.algorithm: found md5",
                "verification=hmac; verification.header=X; verification.encoding=HEX | verification.encoding: found HEX",
                "verification=hmac; verification.header=X; verification.content={ts}.{body} | verification.content: found {ts}.{body}",
                "verification=hmac; verification.header=X; verification.content={url} | verification.content: found {url}, allowed is one with {body} or {form}",
                "verification=hmac; verification.header=X; verification.content={url}{body} | switchhook.public-url: found nothing",
                "verification=hmac; verification.header=X; verification.content={timestamp}{body} | verification.content: found {timestamp}{body}, allowed is one without {timestamp}, or timestamp-header",
                "verification=hmac; verification.header=X; verification.timestamp-header=T | verification.content: found {body}, allowed is one with {timestamp}",
                "verification=hmac; verification.header=X; verification.id-header=T | verification.content: found {body}, allowed is one with {id}",
                "verification=hmac; verification.header=X; verification.content={id}{body} | verification.content: found {id}{body}, allowed is one without {id}, or id-header",
                "verification=hmac; verification.header=X; verification.tolerance=PT1M | verification.tolerance: found a value, allowed is none without",
                "verification=hmac; verification.header=X; verification.timestamp-format=iso | verification.timestamp-format: found a value, allowed is none without",
                "verification=hmac; verification.header=X; verification.timestamp-header=T; verification.content={timestamp}{body}; verification.timestamp-format=ms | verification.timestamp-format: found ms",
                "verification=hmac; verification.header=X; verification.timestamp-key=t | verification.timestamp-key: found a value, allowed is none without signature-key",
                "verification=hmac; verification.header=X; verification.signature-key=v1; verification.prefix=v1= | verification.prefix: found a value, allowed is none with signature-key",
                "verification=hmac; verification.header=X; verification.signature-key=v1= | verification.signature-key: found v1=",
                "verification=hmac; verification.header=X; verification.signature-key=v1; verification.timestamp-key=v1; verification.content={timestamp}{body} | verification.timestamp-key: found a value",
                "verification=hmac; verification.header=X; verification.signature-key=v1; verification.timestamp-key=t; verification.timestamp-header=T; verification.content={timestamp}{body} | verification.timestamp-key: found a value",
                "verification=hmac; verification.header=X; verification.secret-encoding=hex | secrets: found secret 1 that is not hex",
                "verification=hmac; verification.header=X; verification.secret-encoding=base32 | verification.secret-encoding: found base32",
                "verification=hmac; verification.header=X; verification.parameter=p | verification.parameter: found a value, allowed is none",
                "verification=hmac; verification.header=X; verification.url-validation=x | verification.url-validation: found x, allowed is zoom or slack",
                "verification=hmac; verification.header=X; verification.url-validation=zoom | verification.content: found {body}, allowed is one that signs a character other than"
            })
    void refusesWhatDoesNotFit(String settings, String message) {
        assertThatThrownBy(() -> {
                    verification(settings);
                    settings(settings).urlValidation(PREFIX);
                })
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("%%%");
    }

    @Test
    void everyKeyIsDocumented() throws IOException {
        String page = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/settings.md"));

        assertThat(HmacSettings.KEYS).allSatisfy(key -> assertThat(page).contains("\n| `." + key + "` |"));
        assertThat(List.of("parameter", "member"))
                .allSatisfy(key -> assertThat(page).contains("\n| `." + key + "` |"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hooks.example.com",
                "ftp://hooks.example.com",
                "https://hooks.example.com/switchhook?x=1",
                "https://hooks.example.com/#x",
                "https://bob:s3cr3t-of-the-sender@hooks.example.com",
                "https:///switchhook",
                "https://hooks example.com"
            })
    void aPublicUrlIsOneThatAQueryCanFollow(String url) {
        assertThatThrownBy(() -> new PublicUrl(Settings.of(Map.of("switchhook.public-url", url))).ofHook("s"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("switchhook.public-url: ")
                .hasMessageNotContaining(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.example.com:8443/a", "https://hooks.example.com:8443/a/"})
    void aHookIsBelowThePublicUrl(String url) {
        assertThat(new PublicUrl(Settings.of(Map.of("switchhook.public-url", url))).ofHook("s"))
                .isEqualTo("https://hooks.example.com:8443/a/hooks/s");
    }

    private static Verification verification(String text) {
        return settings(text).verification("s", PREFIX);
    }

    private static VerificationSettings settings(String text) {
        Map<String, String> settings = new HashMap<>();
        for (String pair : text.split("; ", -1)) {
            int equals = pair.indexOf('=');
            settings.put(PREFIX + pair.substring(0, equals), pair.substring(equals + 1));
        }
        if (!"none".equals(settings.get(PREFIX + "verification"))) {
            settings.putIfAbsent(PREFIX + "secrets", SECRET);
        }
        return new VerificationSettings(Settings.of(settings), new SecretFile());
    }

    private static HookRequest request(Map<String, String> headers) {
        Map<String, List<String>> lines = new HashMap<>();
        headers.forEach((name, value) -> lines.put(name, List.of(value)));
        return new HookRequest(Headers.of(lines), "x".getBytes(UTF_8), "192.0.2.1", Instant.EPOCH);
    }
}
