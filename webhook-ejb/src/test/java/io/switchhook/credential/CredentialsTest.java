package io.switchhook.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    private final Map<String, String> keys = new HashMap<>();
    private final Credentials credentials = new Credentials(new Settings(key -> Optional.ofNullable(keys.get(key))));

    @Test
    void basicIsUserAndPassword() {
        set("type", "basic", "username", "Aladdin", "password", "open sesame");

        assertThat(credentials.authorization("crm").orElseThrow().headerName()).isEqualTo("Authorization");
        assertThat(credentials.authorization("crm").orElseThrow().headerValue())
                .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void bearerIsAToken() {
        set("type", "bearer", "token", "t0ken");

        assertThat(credentials.authorization("crm").orElseThrow().headerValue()).isEqualTo("Bearer t0ken");
    }

    @Test
    void headerIsAnyHeader() {
        set("type", "header", "header", "X-Api-Key", "value", "k3y");

        assertThat(credentials.authorization("crm").orElseThrow().headerName()).isEqualTo("X-Api-Key");
        assertThat(credentials.authorization("crm").orElseThrow().headerValue()).isEqualTo("k3y");
    }

    @Test
    void aChangedValueCountsAtOnce() {
        set("type", "bearer", "token", "old");
        credentials.authorization("crm");

        set("token", "new");

        assertThat(credentials.authorization("crm").orElseThrow().headerValue()).isEqualTo("Bearer new");
    }

    @Test
    void aSecretMayBeInAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "s3cret \n\n");
        set("secret-file", file.toString());

        assertThat(credentials.secret("crm")).isEqualTo("s3cret ");
    }

    @Test
    void saysWhichKeyIsMissing() {
        assertThatThrownBy(() -> credentials.authorization("crm"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(
                        "switchhook.credential.crm.type: found nothing, allowed is basic, bearer, header or oauth2");

        set("type", "basic", "username", "u");
        assertThatThrownBy(() -> credentials.authorization("crm"))
                .hasMessageContaining("switchhook.credential.crm.password: found nothing");
        assertThatThrownBy(() -> credentials.secret("crm")).hasMessageContaining("switchhook.credential.crm.secret");
    }

    @Test
    void errorsAndTextFormsNeverShowAValue(@TempDir Path directory) throws Exception {
        Path blank = Files.writeString(directory.resolve("blank"), "\n");
        set("type", "hunter2", "username", "hunter2:x", "password", "hunter2", "token", "hunter2\nInjected: 1");
        set("header", "hunter2 hunter2", "value", "hunter2", "secret", "hunter2", "secret-file", blank.toString());

        for (String type : new String[] {"hunter2", "basic", "bearer", "header"}) {
            set("type", type);
            assertThatThrownBy(() -> credentials.authorization("crm"))
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessageNotContaining("hunter2");
        }
        assertThatThrownBy(() -> credentials.secret("crm"))
                .hasMessageContaining("one of the two")
                .hasMessageNotContaining("hunter2");
        assertThat(new Credential.Basic("u", "hunter2").toString()).doesNotContain("hunter2");
        assertThat(new Credential.Bearer("hunter2").toString()).doesNotContain("hunter2");
        assertThat(new Credential.Header("X", "hunter2").toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesFilesThatCannotBeUsed(@TempDir Path directory) throws Exception {
        set("secret-file", directory.resolve("none").toString());
        assertThatThrownBy(() -> credentials.secret("crm"))
                .hasMessageContaining("secret-file: found a file that cannot");

        set(
                "secret-file",
                Files.write(directory.resolve("large"), new byte[64 * 1024 + 1]).toString());
        assertThatThrownBy(() -> credentials.secret("crm")).hasMessageContaining("too large");

        set("secret-file", Files.writeString(directory.resolve("blank"), " \n").toString());
        assertThatThrownBy(() -> credentials.secret("crm")).hasMessageContaining("blank");
    }

    @Test
    void aNameCannotReachOtherKeys() {
        keys.put("switchhook.credential.a b.secret", "x");

        assertThatThrownBy(() -> credentials.secret("a b")).isInstanceOf(InvalidSetting.class);
        assertThatThrownBy(() -> credentials.secret("")).isInstanceOf(InvalidSetting.class);
    }

    private void set(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            keys.put("switchhook.credential.crm." + pairs[i], pairs[i + 1]);
        }
    }
}
