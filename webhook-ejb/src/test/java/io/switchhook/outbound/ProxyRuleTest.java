package io.switchhook.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.credential.Credentials;
import io.switchhook.target.HttpProxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRuleTest {
    private final Map<String, String> keys = new HashMap<>();
    private final Settings settings = new Settings(key -> Optional.ofNullable(keys.get(key)));
    private final ProxyRule rule = new ProxyRule(settings, new Credentials(settings));

    @Test
    void withoutASettingThereIsNone() {
        assertThat(rule.of("api.example.com")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, false",
        "intern.example.com, true",
        "a.intern.example.com, true",
        "notintern.example.com, false",
        "10.1.2.3, true",
        "11.1.2.3, false",
        "[fd00::1], true",
        "[2001:db8::1], false",
        "localhost, true",
        "10.1.2.3.example.org, false"
    })
    void exceptionsAreCalledDirectly(String host, boolean direct) {
        keys.put("switchhook.target.proxy", "proxy.example.com:3128");
        keys.put("switchhook.target.no-proxy", "*.Intern.example.com, 10.0.0.0/8, fd00::/8, localhost");

        assertThat(rule.of(host).isEmpty()).isEqualTo(direct);
    }

    @Test
    void itsCredentialIsALogin() {
        keys.put("switchhook.target.proxy", "[::1]:3128");
        keys.put("switchhook.target.proxy-credential", "gate");
        keys.put("switchhook.credential.gate.type", "basic");
        keys.put("switchhook.credential.gate.username", "u");
        keys.put("switchhook.credential.gate.password", "hunter2");

        HttpProxy proxy = rule.of("x.example.com").orElseThrow();

        assertThat(proxy.login()).contains(new HttpProxy.Login("u", "hunter2"));
        assertThat(proxy.toString()).isEqualTo("[::1]:3128");
        assertThat(proxy.login().toString()).doesNotContain("hunter2");
        keys.put("switchhook.credential.gate.type", "bearer");
        assertThatThrownBy(() -> rule.of("x.example.com")).hasMessageContaining("gate.type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy.example.com", "http://proxy:80", "u:hunter2@proxy:80", "proxy:0", "proxy:65536", ":80"})
    void aWrongOneLetsNothingPassBesideIt(String text) {
        keys.put("switchhook.target.proxy", text);

        assertThatThrownBy(() -> rule.of("x.example.com"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("switchhook.target.proxy")
                .hasMessageNotContaining("hunter2");
    }
}
