package io.switchhook.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
    @ParameterizedTest
    @ValueSource(strings = {"Basic ", "basic ", "BASIC  "})
    void readsUserAndPasswordInUtf8(String scheme) {
        BasicCredentials read =
                BasicCredentials.read(List.of(scheme + encoded("admin:pä:ss "))).orElseThrow();

        assertThat(read.user()).isEqualTo("admin");
        assertThat(read.password()).isEqualTo("pä:ss ");
        assertThat(read.toString()).doesNotContain("pä:ss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!", "Basic YWRtaW4", "Bearer YWRtaW46cHc=", "YWRtaW46cHc="})
    void readsNothingFromOthers(String header) {
        assertThat(BasicCredentials.read(List.of(header))).isEmpty();
    }

    @Test
    void readsNothingFromNoneOrSeveralHeaders() {
        String header = "Basic " + encoded("admin:pw");

        assertThat(BasicCredentials.read(List.of())).isEmpty();
        assertThat(BasicCredentials.read(List.of(header, header))).isEmpty();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
