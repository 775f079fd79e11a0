package io.switchhook.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerDirectoryTest {
    @Test
    void isInWhatTheServerKeepsOverRestarts() {
        assertThat(of(Map.of("jboss.server.data.dir", "/srv/wildfly/data", "user.home", "/home/sw")))
                .isEqualTo(Path.of("/srv/wildfly/data/switchhook"));
        assertThat(of(Map.of("server.output.dir", "/srv/wlp/output/", "user.home", "/home/sw")))
                .isEqualTo(Path.of("/srv/wlp/output/data/switchhook"));
        assertThat(of(Map.of("user.home", "/home/sw"))).isEqualTo(Path.of("/home/sw/.switchhook"));
    }

    private static Path of(Map<String, String> systemProperties) {
        return ServerDirectory.of(systemProperties::get).path();
    }
}
