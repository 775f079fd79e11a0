package io.switchhook.it.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README shows what is there. */
class ReadmeTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void showsTheDemosRulesAsTheyAre() throws IOException {
        String file = Files.readString(ROOT.resolve("docs/demo/chat-started.yaml"));

        assertThat(excerpt("yaml")).isEqualTo(file.replaceFirst("(?m)\\A(#.*\\R)+", ""));
    }

    @Test
    void showsTheObserverOfTheSampleApplicationAsItIs() throws IOException {
        String file =
                Files.readString(ROOT.resolve("it-tests/host-app/src/main/java/io/switchhook/example/Greeter.java"));

        assertThat(excerpt("java")).isEqualTo(file.substring(file.indexOf("\n@ApplicationScoped") + 1));
    }

    @Test
    void showsTheDemosSecretAndEchoAddress() throws IOException {
        assertThat(excerpt("bash")).contains("-hmac demo-app-secret |", "/switchhook/hooks/demo ");
        assertThat(excerpt("yaml")).contains("url: http://127.0.0.1:" + Demo.ECHO_PORT + "/");
    }

    /** The first block of code in this language. */
    private static String excerpt(String language) throws IOException {
        Matcher block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1);
    }
}
